// Applies the author's changes without losing the reader's place. Added by the server; no build contains it.
{
  const own = document.currentScript
  const { token, source } = own.dataset
  const isOwn = (node) => node.id === 'g-preview-script'

  // The page as it was sent. Other differences in the browser come from the reader or from scripts and stay: only
  // differences between two sent pages are applied.
  let sent = null
  let tag = null
  let start = null
  let version = null

  // --- change of a page in place -----------------------------------------------------------------------------------

  class Lost extends Error {}

  // A script that runs; a data block counts as text.
  const isScript = (node) => node.nodeName === 'SCRIPT' && !isOwn(node) && /^(|module|text\/javascript)$/.test(node.type)
  const isSheet = (node) => node.nodeName === 'LINK' && node.relList.contains('stylesheet')
  const key = (node) => `${node.nodeName} ${node.rel || ''} ${node.media || ''}`

  // Pairs the nodes of two lists in order: equal nodes, and between those, nodes of one kind.
  const pairs = (olds, news) => {
    let first = 0
    const least = Math.min(olds.length, news.length)
    while (first < least && olds[first].isEqualNode(news[first])) first++
    let end = 0
    while (end < least - first && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) end++
    const [lastOld, lastNew] = [olds.length - end, news.length - end]
    const found = []
    for (let at = 0; at < first; at++) found.push([at, at])
    let [from, to] = [first, first]
    for (const [old, now] of [...common(olds.slice(first, lastOld), news.slice(first, lastNew)), [lastOld - first, lastNew - first]]) {
      // between two equal pairs: match nodes of the same kind
      while (from < first + old && to < first + now) {
        const next = news.slice(to, first + now).findIndex((other) => key(other) === key(olds[from]))
        if (next >= 0) {
          found.push([from, to + next])
          to += next + 1
        }
        from++
      }
      if (first + old < lastOld) found.push([first + old, first + now])
      ;[from, to] = [first + old + 1, first + now + 1]
    }
    for (let at = 0; at < end; at++) found.push([lastOld + at, lastNew + at])
    return found
  }

  // Compares nodes without ids and numbers in attributes, which change when something is inserted before.
  const text = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return `${node.nodeName}${node.nodeValue}`
    return `<${node.nodeName}>${node.textContent.trim() || node.outerHTML}`
  }

  // The longest common subsequence of two node lists; white space between elements has little weight.
  const common = (olds, news) => {
    const [a, b] = [olds.map(text), news.map(text)]
    // too long for a full comparison: only nodes unique on both sides
    if (a.length * b.length > 4e6) {
      const once = (list) => list.filter((it, at) => it.trim() && list.indexOf(it) === at && list.lastIndexOf(it) === at)
      const both = once(a).filter((it) => b.indexOf(it) >= 0 && b.indexOf(it) === b.lastIndexOf(it))
      let last = -1
      return both.map((it) => [a.indexOf(it), b.indexOf(it)]).filter(([, at]) => at > last && (last = at, true))
    }
    const width = b.length + 1
    const best = new Float32Array((a.length + 1) * width)
    const weight = a.map((it) => (/^#text\s*$/.test(it) ? 0.01 : 1))
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        const both = a[i] === b[j] ? best[(i + 1) * width + j + 1] + weight[i] : 0
        best[i * width + j] = Math.max(both, best[(i + 1) * width + j], best[i * width + j + 1])
      }
    }
    const found = []
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j] && best[i * width + j] === Math.fround(best[(i + 1) * width + j + 1] + weight[i])) found.push([i++, j++])
      else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i++
      else j++
    }
    return found
  }

  // The nodes in the browser for those that were sent, without nodes added by scripts.
  const standing = (sentNodes, live) => {
    const found = new Map()
    let at = 0
    for (const node of sentNodes) {
      const like = (other) => other.nodeName === node.nodeName && (!node.id || other.id === node.id) && other.rel === node.rel
      let place = live.findIndex((other, place) => place >= at && like(other) && other.isEqualNode(node))
      if (place < 0) place = live.findIndex((other, place) => place >= at && like(other))
      if (place < 0) {
        // moved by a script
        const moved = node.id && document.getElementById(node.id)
        if (moved) found.set(node, moved)
        continue
      }
      found.set(node, live[place])
      at = place + 1
    }
    return found
  }

  const attributes = (before, after, live) => {
    for (const { name } of [...before.attributes]) {
      if (!after.hasAttribute(name)) live.removeAttribute(name)
    }
    for (const { name, value } of [...after.attributes]) {
      if (before.getAttribute(name) !== value) live.setAttribute(name, value)
    }
  }

  // Adds the new style sheet before removing the old one, to avoid a flash. One replaced while loading passes on the
  // sheet that it replaces.
  const replaced = new WeakMap()
  const swap = (live, fresh) => {
    const all = [live, ...(replaced.get(live) ?? [])]
    replaced.set(fresh, all)
    const done = () => all.forEach((old) => old.remove())
    fresh.addEventListener('load', done, { once: true })
    fresh.addEventListener('error', done, { once: true })
    live.after(fresh)
  }

  const morph = (before, after, live) => {
    if (before.isEqualNode(after)) return
    if (!live) throw new Lost()
    if (before.nodeType !== Node.ELEMENT_NODE) {
      if (live.nodeValue !== after.nodeValue) live.nodeValue = after.nodeValue
      return
    }
    if (isOwn(before)) return attributes(before, after, live)
    // a changed script must run from the start
    if (isScript(before)) throw new Lost()
    if (isSheet(before)) return swap(live, document.importNode(after, true))
    attributes(before, after, live)
    children(before, after, live)
  }

  const children = (before, after, live) => {
    const [olds, news] = [[...before.childNodes], [...after.childNodes]]
    const stands = standing(olds, [...live.childNodes])
    const paired = pairs(olds, news)
    const kept = new Map(paired.map(([from, to]) => [to, from]))
    const stays = new Set(paired.map(([from]) => from))
    const gone = olds.filter((node, at) => !stays.has(at))
    if (gone.some(isScript)) throw new Lost()
    const sheets = gone.filter(isSheet)
    for (const node of gone) {
      if (!isSheet(node)) stands.get(node)?.remove()
    }
    let last = null
    news.forEach((node, at) => {
      if (kept.has(at)) {
        const old = olds[kept.get(at)]
        const there = stands.get(old)
        morph(old, node, there)
        if (there?.parentNode === live) last = there
        return
      }
      if (isScript(node)) throw new Lost()
      const fresh = document.importNode(node, true)
      if (last) last.after(fresh)
      else live.prepend(fresh)
      last = fresh
    })
    const remove = () => sheets.forEach((node) => stands.get(node)?.remove())
    const coming = sheets.length ? [...live.querySelectorAll('link[rel~=stylesheet]')].pop() : null
    if (coming && !coming.sheet) coming.addEventListener('load', remove, { once: true })
    else remove()
  }

  // Keeps the scroll position: anchors to the focused element, else to a small visible one.
  const keepingPlace = (change) => {
    const isSeen = (element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top < innerHeight && bottom > 0
    }
    // panels over the page do not move with text
    const isOver = (element) => element.parentNode === document.documentElement && element.classList.contains('added')
    const focus = document.activeElement
    const points = [0.2, 0.35, 0.5, 0.65, 0.8].map((part) => document.elementFromPoint(innerWidth / 2, innerHeight * part))
    const near = points.filter((it) => it && !isOver(it)).sort((a, b) => a.offsetHeight - b.offsetHeight)
    const held = [...(focus !== document.body && !isOver(focus) && isSeen(focus) ? [focus] : []), ...near].map((it) => [it, it.getBoundingClientRect().top])
    change()
    const [place, top] = held.find(([it]) => it.isConnected) ?? []
    if (place && scrollY > 0) scrollBy({ top: place.getBoundingClientRect().top - top, behavior: 'instant' })
  }

  const show = (page) => {
    try {
      keepingPlace(() => morph(sent.documentElement, page.documentElement, document.documentElement))
      document.dispatchEvent(new CustomEvent('glossator:changed'))
    } catch (error) {
      if (!(error instanceof Lost)) console.error(error)
      location.reload()
    }
  }

  // --- what happened to the page -----------------------------------------------------------------------------------

  let state = { gone: null, away: false, own: [] }
  const here = () => location.pathname + location.search

  const look = async () => {
    const headers = tag ? { 'If-None-Match': tag } : {}
    const answer = await fetch(here(), { cache: 'no-store', headers })
    if (answer.status === 304) return settle(troublesOf(sent), null)
    if (answer.redirected && new URL(answer.url).pathname !== location.pathname) return settle([], answer.url)
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    // the template fails on this page, or the page is gone: keep the last state
    if (answer.status === 500) return settle(troublesOf(page), null)
    if (answer.status === 404 && !isMissing) return settle([], await whereabouts())
    if (answer.status !== 404 && isMissing) return location.reload()
    tag = answer.headers.get('etag')
    // it changed between the two requests
    if (!sent && scriptOf(page)?.dataset.page !== own.dataset.page) return location.reload()
    if (sent) show(page)
    sent = page
    settle(troublesOf(page), null)
  }

  // Shows the site's not-found page, which then follows changes, too.
  const isMissing = 'missing' in own.dataset
  const scriptOf = (page) => page.getElementById('g-preview-script')
  const troublesOf = (page) => JSON.parse(scriptOf(page)?.dataset.troubles ?? '{"list": []}').list

  const settle = (own, gone) => {
    state.own = own
    state.gone = gone
    draw()
  }

  const whereabouts = async () => {
    if (!source) return ''
    const answer = await fetch(`/__glossator/where?source=${encodeURIComponent(source)}`)
    return (answer.ok && (await answer.json()).url) || ''
  }

  // Reloads changed style sheets and images of this page.
  const refresh = (files) => {
    const isMeant = (url) => !files || files.includes(decodeURI(new URL(url, location).pathname))
    const anew = (url) => {
      const fresh = new URL(url, location)
      fresh.searchParams.set('preview', Date.now())
      return fresh.href
    }
    for (const link of document.querySelectorAll('link[rel~=stylesheet]')) {
      if (!isMeant(link.href)) continue
      const fresh = link.cloneNode()
      fresh.removeAttribute('integrity')
      fresh.href = anew(link.href)
      swap(link, fresh)
    }
    for (const image of document.images) {
      if (image.currentSrc && isMeant(image.src)) image.src = anew(image.src)
    }
    if (files && [...document.scripts].some((script) => script.src && isMeant(script.src))) location.reload()
  }

  let all = { list: [], n_errors: 0, n_warnings: 0 }
  const troubles = async () => {
    all = await (await fetch('/__glossator/troubles', { cache: 'no-store' })).json()
    draw()
  }

  // One at a time: a late answer must not undo a later one.
  let work = Promise.resolve()
  const then = (step) => { work = work.then(step).catch((error) => console.error(error)) }

  const events = new EventSource('/__glossator/events')
  events.onmessage = ({ data }) => {
    const news = JSON.parse(data)
    // after a restart of the server the token is outdated
    if (start && start !== news.start) return location.reload()
    start = news.start
    state.away = false
    then(look)
    if (version !== news.troubles) then(troubles)
    version = news.troubles
    if (!news.files || news.files.length) then(() => refresh(news.files))
    then(draw)
    // the page is up to date
    then(() => { document.dispatchEvent(new CustomEvent('glossator:news')) })
  }
  events.onerror = () => {
    state.away = true
    draw()
  }

  // --- the panel ---------------------------------------------------------------------------------------------------

  const host = document.createElement('div')
  host.id = 'g-preview'
  host.className = 'added'
  const root = host.attachShadow({ mode: 'open' })
  document.documentElement.append(host)
  let isOpen = false
  let chosen = null
  let seen = ''
  let said = ''

  const make = (name, attributes = {}, ...content) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) element[key] = value
      else element.setAttribute(key, value)
    }
    element.append(...content)
    return element
  }

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; pointer-events: none; color-scheme: dark; direction: ltr }
    @media print { :host { display: none } }
    * { box-sizing: border-box; font: 14px/1.5 system-ui, sans-serif }
    [hidden] { display: none }
    .bar { display: flex; flex-wrap: wrap; gap: 8px; padding: 8px; justify-content: flex-start }
    .bar > * { pointer-events: auto; border-radius: 6px; border: 1px solid #666; background: #1d1d20; color: #f2f2f2; padding: 4px 10px; margin: 0 }
    button, a { cursor: pointer }
    :focus-visible { outline: 3px solid #8ab8ff; outline-offset: 1px }
    .error { background: #6d1413; border-color: #ff9d96 }
    .warning { background: #4d3800; border-color: #ffce6b }
    section { pointer-events: auto; max-height: 55vh; overflow: auto; background: #1d1d20; color: #f2f2f2; border-top: 3px solid #ff9d96; padding: 4px 16px 16px }
    ol { list-style: none; margin: 0; padding: 0 }
    li { padding: 10px 0; border-bottom: 1px solid #444 }
    h2 { font-weight: 600; margin: 12px 0 0; color: #c8c8cc }
    p { margin: 0 0 4px; overflow-wrap: anywhere }
    .level { font-weight: 700; margin-inline-end: 6px }
    .level.of-error { color: #ffaaa4 } .level.of-warning { color: #ffd27d } .level.of-note { color: #9cc7ff }
    .place { background: none; border: 0; padding: 0; color: #9cc7ff; text-decoration: underline; font-family: ui-monospace, monospace; font-size: 13px; text-align: start }
    pre { font: 13px/1.45 ui-monospace, monospace; margin: 6px 0 0; overflow-x: auto; color: #f2f2f2; tab-size: 4 }
    a { color: #9cc7ff }`

  const open = async ({ path, line, column }) => {
    const answer = await fetch('/__glossator/open', {
      method: 'POST', headers: { 'X-Glossator-Token': token, 'Content-Type': 'application/json' }, body: JSON.stringify({ path, line, column }),
    })
    const { url, refused } = answer.ok ? await answer.json() : { refused: await answer.text() }
    if (url) location.href = url
    said = refused ?? ''
    draw()
  }

  const item = (trouble) => make('li', {},
    make('p', {}, make('span', { class: `level of-${trouble.severity}` }, `${trouble.severity}[${trouble.code}]`), trouble.message),
    make('button', { class: 'place', type: 'button', title: 'Open in the editor', onclick: () => open(trouble) }, `${trouble.path}:${trouble.line}:${trouble.column}`),
    ...(trouble.excerpt ? [make('pre', { tabindex: 0 }, trouble.excerpt)] : []))

  const counted = (n, word) => (n ? `${n} ${word}${n === 1 ? '' : 's'}` : null)

  const draw = () => {
    const mine = document.getElementById('g-preview-script')
    const list = [...state.own, ...all.list]
    const isOwnFile = ({ path }) => path === source
    const [near, far] = [state.own.concat(all.list.filter(isOwnFile)), all.list.filter((it) => !isOwnFile(it))]
    const errors = all.n_errors + state.own.filter((it) => it.severity === 'error').length
    const words = [counted(errors, 'error'), counted(all.n_warnings, 'warning')].filter(Boolean)
    const others = list.length && !words.length ? [counted(list.length, 'note')] : []
    // opened once for new errors; stays closed if the author closed it
    const now = JSON.stringify(list.filter((it) => it.severity === 'error'))
    if (now !== seen) {
      isOpen = errors > 0
      chosen = null
      said = ''
    }
    seen = now
    if (!list.length) isOpen = false
    const inner = root.activeElement?.className
    const scroll = root.querySelector('section')?.scrollTop ?? 0
    const toggle = () => {
      isOpen = !isOpen
      draw()
      root.querySelector('.count')?.focus()
    }
    const bar = [
      ...(list.length ? [make('button', { class: `count ${errors ? 'error' : 'warning'}`, type: 'button', 'aria-expanded': isOpen, 'aria-controls': 'list', onclick: toggle }, words.concat(others).join(', '))] : []),
      ...(mine?.hasAttribute('data-draft') ? [make('span', { class: 'draft' }, 'draft')] : []),
      ...(state.gone === null ? [] : [make('span', { class: 'gone', role: 'status' }, ...(state.gone
        ? ['this page has moved: ', make('a', { href: state.gone }, decodeURI(new URL(state.gone, location).pathname))]
        : ['this page is gone; what is shown is how it was last']))]),
      ...(state.away ? [make('span', { class: 'away', role: 'status' }, 'the preview has ended')] : []),
      ...(said ? [make('span', { class: 'said', role: 'status' }, said)] : []),
    ]
    const part = (title, troubles) => (troubles.length ? [make('h2', {}, title), make('ol', {}, ...troubles.map(item))] : [])
    const section = make('section', { id: 'list', role: 'region', 'aria-label': 'Messages', tabindex: 0, onkeydown: ({ key }) => key === 'Escape' && toggle() },
      ...part('This page', near), ...part(near.length ? 'Elsewhere in the site' : 'In the site', far))
    section.hidden = !isOpen
    root.replaceChildren(make('style', {}, STYLE), make('div', { class: 'bar' }, ...bar), section)
    section.scrollTop = scroll
    if (inner?.startsWith('count')) root.querySelector('.count')?.focus({ preventScroll: true })
  }
  draw()

  if ('edit' in own.dataset) import('/__glossator/edit/main.js').catch((error) => console.error(error))
}
