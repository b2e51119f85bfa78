// Glossator's default theme: colours, marks, cards. Everything works without it.
(() => {
  const root = document.documentElement
  const one = (selector, inside = document) => inside.querySelector(selector)
  const kept = {
    get(key) { try { return localStorage.getItem(key) } catch { return null } },
    set(key, value) { try { localStorage.setItem(key, value) } catch { /* private mode keeps nothing */ } },
  }

  // colours
  const theme = one('#g-theme')
  if (theme) {
    const use = (name) => {
      root.dataset.theme = name
      theme.textContent = name === 'dark' ? theme.dataset.light : theme.dataset.dark
      theme.setAttribute('aria-label', name === 'dark' ? theme.dataset.useLight : theme.dataset.useDark)
    }
    use(kept.get('g-theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'))
    theme.hidden = false
    theme.addEventListener('click', () => {
      use(root.dataset.theme === 'dark' ? 'light' : 'dark')
      kept.set('g-theme', root.dataset.theme)
    })
  }

  // marks
  const marks = one(`#g-marks-${kept.get('g-marks')}`)
  if (marks) marks.checked = true
  document.addEventListener('change', (event) => {
    if (event.target.name === 'g-marks') kept.set('g-marks', event.target.value)
  })

  // a field that leaves the names that hold what is typed in it
  const list = one('[data-filter]')
  if (list) {
    const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    const rows = [...list.querySelectorAll('li')].map((row) => [row, plain(one('bdi', row).textContent)])
    const groups = [...list.querySelectorAll('section')]
    const form = one('#g-filter')
    const [field, said] = [one('input', form), one('output', form)]
    const filter = () => {
      const wanted = plain(field.value.trim())
      let left = 0
      for (const [row, name] of rows) {
        const hidden = !name.includes(wanted)
        if (row.hidden !== hidden) row.hidden = hidden
        left += !hidden
      }
      for (const group of groups) group.hidden = !one('li:not([hidden])', group)
      said.textContent = wanted ? `${left} / ${rows.length}` : ''
    }
    form.hidden = false
    form.addEventListener('submit', (event) => event.preventDefault())
    field.addEventListener('input', filter)
    field.value = new URLSearchParams(location.search).get('q') || ''
    if (field.value) filter()
  }

  // what copies a citation, or the address of the paragraph under the pointer
  const status = one('#g-copied')
  if (status && navigator.clipboard) {
    const copy = async (button, text, done) => {
      const word = button.dataset.word ??= button.textContent
      try { await navigator.clipboard.writeText(text) } catch { return }
      button.textContent = done
      status.textContent = status.dataset.said
      setTimeout(() => { button.textContent = word; status.textContent = '' }, 2000)
    }
    for (const button of document.querySelectorAll('.g-copied > button')) {
      button.hidden = false
      button.addEventListener('click', () => copy(button, button.previousElementSibling.textContent, status.dataset.said))
    }
    const link = one('#g-copy-link')
    let [paragraph, leaving] = [null, 0]
    link.addEventListener('click', () => copy(link, `${location.href.split('#')[0]}#${paragraph.id}`, '✓'))
    document.addEventListener('pointerover', ({ target, pointerType }) => {
      clearTimeout(leaving)
      const found = pointerType !== 'touch' && target.closest('.article-body [id^=g-p]')
      if (!found) {
        if (target !== link) leaving = setTimeout(() => { link.hidden = true }, 600)
        return
      }
      paragraph = found
      const block = found.closest('.article-body > *').getBoundingClientRect()
      const isRtl = getComputedStyle(found).direction === 'rtl'
      link.hidden = (isRtl ? root.clientWidth - block.right : block.left) < 30
      // moved by `translate`, for which nothing is laid out anew
      link.style.left = 0
      link.style.translate = `${scrollX + (isRtl ? block.right + 4 : block.left - 28)}px ${scrollY + found.getBoundingClientRect().top + 2}px`
    })
  }

  // cards, made from the list of names that the page holds
  if (!HTMLElement.prototype.hasOwnProperty('popover') || !one('[data-card]')) return
  const card = document.createElement('div')
  card.className = 'g-card'
  card.popover = 'manual'
  card.setAttribute('role', 'group')
  document.body.append(card)
  let current = null
  let opening = 0
  let closing = 0

  const add = (tag, name, text) => {
    const node = document.createElement(tag)
    node.className = name
    node.textContent = text
    card.append(node)
    return node
  }
  const hide = () => {
    clearTimeout(opening)
    if (!current) return
    const [mention, inside] = [current, card.contains(document.activeElement)]
    current = null
    if (card.matches(':popover-open')) card.hidePopover()
    if (inside) mention.focus()
  }
  const show = (mention, touched = false) => {
    const entry = one(`[data-card="${CSS.escape(mention.dataset.entity)}"]`)
    if (!entry) return
    hide()
    clearTimeout(closing)
    current = mention
    card.textContent = ''
    card.className = `g-card ${entry.className}${touched ? ' g-sheet' : ''}`
    card.removeAttribute('style')
    card.setAttribute('aria-label', `${entry.dataset.type}: ${one('a', entry).textContent}`)
    add('span', 'g-card-type', entry.dataset.type)
    add('span', 'g-card-name', one('a', entry).textContent)
    const line = one('.g-line', entry)
    if (line) {
      const words = add('span', 'g-card-line', line.textContent)
      // an empty `lang` would say that the language is not known
      if (line.lang) [words.lang, words.dir] = [line.lang, line.dir]
    }
    const strip = one('svg', entry)
    if (strip) card.append(strip.cloneNode(true))
    add('span', 'g-card-count', one('.g-count .g-vh', entry).textContent)
    const open = add('a', 'g-card-open', document.body.dataset.openPage)
    open.href = one('a', entry).href
    card.showPopover()
    if (touched) {
      const close = add('button', 'g-card-close', document.body.dataset.close)
      close.type = 'button'
      close.addEventListener('click', hide)
      return open.focus({ preventScroll: true })
    }
    const box = mention.getClientRects()[0]
    const x = Math.max(8, Math.min(innerWidth - card.offsetWidth - 8, box.left))
    const below = box.bottom + card.offsetHeight + 12 < innerHeight
    card.style.left = `${x}px`
    card.style.top = `${below ? box.bottom + 8 : Math.max(8, box.top - card.offsetHeight - 8)}px`
  }
  const arm = (mention) => {
    clearTimeout(opening)
    clearTimeout(closing)
    if (mention !== current) opening = setTimeout(() => show(mention), current ? 120 : 350)
  }
  const leave = () => {
    clearTimeout(opening)
    clearTimeout(closing)
    closing = setTimeout(hide, 300)
  }
  const mentionAt = (node) => node instanceof Element && node.closest('a.mention[data-entity]')

  document.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return
    const mention = mentionAt(event.target)
    if (mention) arm(mention)
    else if (event.target.closest('.g-card')) clearTimeout(closing)
    else if (current || opening) leave()
  })
  document.addEventListener('focusin', (event) => {
    const mention = mentionAt(event.target)
    if (mention && mention.matches(':focus-visible')) arm(mention)
    else if (!event.target.closest('.g-card')) leave()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
  })
  let touched = false
  document.addEventListener('pointerdown', (event) => { touched = event.pointerType === 'touch' })
  document.addEventListener('click', (event) => {
    if (event.target.closest('.g-card')) return
    hide()
    const mention = mentionAt(event.target)
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0
    if (!touched || document.body.dataset.touch === 'off' || !mention || !isPlain || !one(`[data-card="${CSS.escape(mention.dataset.entity)}"]`)) return
    event.preventDefault()
    show(mention, true)
  })
  addEventListener('scroll', () => card.classList.contains('g-sheet') || hide(), { passive: true })
})()
