// Glossator's search: words are looked up in the files of the index, a few at a time. Folds and cuts words as
// src/search/terms.rs does.
(() => {
  const form = document.querySelector('#g-search')
  if (!form) return
  const at = new URL(form.dataset.index, location.href)
  const root = new URL('..', at)
  const language = document.documentElement.lang
  const field = form.elements.q
  const [status, names, list, more, hints] = ['status', 'names', 'results', 'more', 'browse'].map((id) => document.querySelector(`#g-search-${id}`))

  // words
  const signs = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g
  const same = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ς: 'σ', ى: 'ي', ی: 'ي', ة: 'ه', ٱ: 'ا', ک: 'ك' }
  const forms = new RegExp(`[${Object.keys(same).join('')}]`, 'g')
  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(signs, '').normalize('NFC').replace(forms, (letter) => same[letter])
  const word = /[\p{L}\p{N}\p{M}]+/gu
  const unspaced = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+)/u
  const stem = (text) => text.replace(/^(?:[وفبك]?ال|لل)(?=..)/u, '')
  const pairs = (run) => {
    const letters = [...run]
    return letters.length < 3 ? [run] : letters.slice(1).map((letter, i) => letters[i] + letter)
  }
  const terms = (text) => (fold(text).match(word) || []).flatMap((run) => run.split(unspaced).flatMap((part, i) => (i % 2 ? pairs(part) : part ? [stem(part)] : [])))
  form.terms = terms

  // the index
  const files = new Map()
  const read = (name, as) => {
    if (!files.has(name)) {
      const got = fetch(new URL(name, at)).then((answer) => (answer.ok ? answer[as]() : Promise.reject(new Error(name))))
      files.set(name, got)
      got.catch(() => files.delete(name))
    }
    return files.get(name)
  }
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const value = Object.fromEntries([...digits].map((digit, i) => [digit, i]))
  const weights = [1, 1.6, 2.4, 4]
  /** Calls `found(document, weight)` for each place of a line; says how many there are. */
  const places = (text, found) => {
    let [document, number, scale, n] = [-1, 0, 1, 0]
    for (let i = text[0] === '!' ? 1 : 0; i < text.length; i++) {
      const digit = value[text[i]]
      number += (digit & 31) * scale
      scale *= 32
      if (digit > 31) continue
      document += Math.floor(number / 4)
      found(document, weights[number % 4])
      number = 0
      scale = 1
      n++
    }
    return n
  }
  const scan = async (index, from, to) => {
    const { words } = index
    const wanted = words.filter(([first], i) => first <= to && (i + 1 === words.length || words[i + 1][0] > from))
    const texts = await Promise.all(wanted.slice(0, 6).map(([, name]) => read(name, 'text')))
    return texts.flatMap((text) => text.split('\n')).map((line) => line.split('\t')).filter(([first]) => first >= from && first <= to)
  }
  /** Documents with a word, or with one that begins so, and how well they fit. */
  const withTerm = async (index, term) => {
    const scores = new Map()
    const isPart = term.length > 2 || (term.length > 1 && !unspaced.test(term))
    let optional = false
    for (const [found, text] of await scan(index, term, isPart ? `${term}\uffff` : term)) {
      const exact = found === term
      optional ||= exact && text[0] === '!'
      const own = new Map()
      const n = places(text, (document, weight) => own.set(document, weight))
      const rare = Math.log(1 + index.documents / n) * (exact ? 1 : 0.35)
      for (const [document, weight] of own) scores.set(document, Math.max(scores.get(document) || 0, weight * rare))
    }
    return { scores, optional }
  }
  const withFilter = async (index, filter) => {
    const found = new Set()
    for (const [, text] of await scan(index, filter, filter)) places(text, (document) => found.add(document))
    return found
  }

  // what is asked
  const filters = ['tag', 'author', 'storyline', 'month', 'entity', 'lang']
  const asked = () => {
    const given = new FormData(form)
    return {
      q: field.value.trim(),
      types: given.getAll('type'),
      filters: filters.map((name) => [name, given.get(name)]).filter(([, wanted]) => wanted),
    }
  }
  const find = async ({ q, types, filters }) => {
    const index = await read(at.href, 'json')
    const words = [...new Set(terms(q))]
    const found = await Promise.all(words.map((term) => withTerm(index, term)))
    const sets = await Promise.all(filters.map(([name, wanted]) => withFilter(index, `=${name}/${wanted}`)))
    const kindOf = (document) => index.kinds.find(([, from, to]) => document >= from && document < to)[0]
    const fits = (document) => sets.every((set) => set.has(document)) && (!types.length || types.includes(kindOf(document)))
    const own = sets.length || !words.length ? null : await withFilter(index, `=lang/${language}`)
    const combined = (all) => {
      const scores = new Map()
      for (const { scores: some } of found) for (const [document, score] of some) scores.set(document, (scores.get(document) || 0) + score)
      const has = (document) => !all || found.every(({ scores: some, optional }) => optional || some.has(document))
      return [...scores].filter(([document]) => has(document) && fits(document))
    }
    let [results, any] = [combined(true), false]
    if (!results.length && words.length > 1) [results, any] = [combined(false), true]
    if (!words.length && sets.length) results = [...sets[0]].filter(fits).map((document) => [document, 1])
    for (const result of results) if (own?.has(result[0])) result[1] *= 1.2
    results.sort((a, b) => b[1] - a[1] || a[0] - b[0])
    const isName = ([document]) => !['article', 'page'].includes(kindOf(document))
    return { index, words, any, kindOf, names: results.filter(isName), others: results.filter((result) => !isName(result)) }
  }
  const record = async (index, document) => {
    const at = index.records.findLastIndex(([first]) => first <= document)
    return (await read(index.records[at][1], 'json'))[document - index.records[at][0]]
  }

  // what is shown
  const node = (tag, className, text, inside) => {
    const made = document.createElement(tag)
    if (className) made.className = className
    if (text) made.textContent = text
    inside?.append(made)
    return made
  }
  const address = ({ u }, index) => new URL(`./${u}${index.files && (!u || u.endsWith('/')) ? 'index.html' : ''}`, root).href
  const rtl = /^(?:ar|fa|he|ur|ps|sd|yi|dv|ckb|ug)\b/
  /** The words around the first ones that were sought, each of them marked. */
  const excerpt = (text, words) => {
    const isSought = (run) => {
      const [whole, bare] = [fold(run), stem(fold(run))]
      const plain = /^[وفبكلובכלמשה]/.test(bare) ? stem(bare.slice(1)) : bare
      return words.some((term) => (unspaced.test(term) ? whole.includes(term) : bare.startsWith(term) || plain.startsWith(term)))
    }
    const runs = [...text.matchAll(word)]
    const first = runs.findIndex(([run]) => isSought(run))
    if (first < 0) return null
    const part = document.createDocumentFragment()
    let [from, last] = [runs[Math.max(0, first - 12)].index, runs[Math.min(runs.length - 1, first + 24)]]
    if (from > 0) part.append('… ')
    const end = last.index + last[0].length
    for (const run of runs.slice(Math.max(0, first - 12), first + 25)) {
      if (!isSought(run[0])) continue
      part.append(text.slice(from, run.index))
      node('mark', '', run[0], part)
      from = run.index + run[0].length
    }
    part.append(text.slice(from, end), end < text.length ? ' …' : '')
    return { part, word: runs[first][0] }
  }
  const show = async (document, { index, words, kindOf }, inside) => {
    const row = node('li', 'g-summary', '', inside)
    const found = await record(index, document)
    const kind = kindOf(document)
    const href = address(found, index)
    const label = form.querySelector(`[name=type][value="${kind}"]`)?.dataset.one
    if (label) node('p', `g-kick ${kind}`, label, row)
    const title = node('h3', '', '', row)
    const link = node('a', '', found.t, title)
    link.href = href
    const line = node('p', 'g-stand', found.d, row)
    if (found.l) for (const part of [title, line]) [part.lang, part.dir] = [found.l, rtl.test(found.l) ? 'rtl' : 'ltr']
    const meta = node('p', 'g-meta', '', row)
    if (found.w) {
      const day = new Date(`${found.w}T00:00:00Z`)
      const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }
      node('time', '', Number.isNaN(+day) ? found.w : day.toLocaleDateString(language, options), meta).dateTime = found.w
    }
    if (found.e) {
      const all = node('a', '', form.dataset.naming, meta)
      all.href = `?${new URLSearchParams({ entity: found.e, name: found.t })}`
    }
    if (kind !== 'article' || !words.length) return
    const text = await read(new URL('body.txt', href).href, 'text').catch(() => '')
    const seen = excerpt(text, words)
    if (!seen) return
    line.replaceChildren(seen.part)
    link.href = `${href}#:~:text=${encodeURIComponent(seen.word).replaceAll('-', '%2D')}`
  }

  let turn = 0
  const search = async () => {
    const mine = ++turn
    const question = asked()
    const query = new URLSearchParams([...(question.q ? [['q', question.q]] : []), ...question.types.map((type) => ['type', type]), ...question.filters])
    if (form.elements.entity.value) query.set('name', form.elements.entity.dataset.name)
    history.replaceState(null, '', `${query.size ? `?${query}` : location.pathname}`)
    const isAsked = question.q || question.filters.length
    try {
      const answer = isAsked ? await find(question) : null
      if (mine !== turn) return
      names.replaceChildren()
      list.replaceChildren()
      hints.hidden = !!isAsked
      more.hidden = true
      if (!answer) return void (status.textContent = '')
      const n = answer.names.length + answer.others.length
      status.textContent = n ? `${form.dataset.found} ${n.toLocaleString(language)}${answer.any ? `. ${form.dataset.any}` : ''}` : form.dataset.none
      // names first: a few, or all if only they are asked for
      const all = question.types.length && !answer.others.length
      const first = answer.names.slice(0, all ? 50 : 5)
      const rest = [...answer.others, ...answer.names.slice(first.length)]
      await Promise.all(first.map(([document]) => show(document, answer, names)))
      let shown = 0
      const next = async () => {
        const some = rest.slice(shown, shown + 20)
        shown += some.length
        more.hidden = shown >= rest.length
        await Promise.all(some.map(([document]) => show(document, answer, list)))
      }
      more.onclick = next
      await next()
    } catch (error) {
      if (mine === turn) status.textContent = `${form.dataset.broken} ${error.message}`
    }
  }
  let waiting = 0
  const soon = () => {
    clearTimeout(waiting)
    waiting = setTimeout(search, 120)
  }

  const given = new URLSearchParams(location.search)
  field.value = given.get('q') || ''
  for (const box of form.querySelectorAll('[name=type]')) box.checked = given.getAll('type').includes(box.value)
  for (const name of filters) if (form.elements[name]) form.elements[name].value = given.get(name) || ''
  const entity = form.elements.entity
  const drop = form.querySelector('#g-search-entity')
  entity.dataset.name = given.get('name') || entity.value
  if (entity.value) {
    drop.hidden = false
    drop.querySelector('bdi').textContent = entity.dataset.name
    drop.onclick = () => {
      entity.value = ''
      drop.hidden = true
      search()
    }
  }
  for (const part of form.querySelectorAll('[hidden][data-script]')) part.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    search()
  })
  form.addEventListener('input', soon)
  field.focus({ preventScroll: true })
  search()
})()
