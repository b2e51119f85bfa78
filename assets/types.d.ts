// What the scripts of the preview and of the editor exchange with the server and with each other.

/** A diagnostic. */
interface Trouble {
  severity: 'error' | 'warning' | 'note'
  code: string
  message: string
  path: string
  line: number
  column: number
  excerpt?: string
}

/** A place in a source. */
type SourcePlace = Pick<Trouble, 'path' | 'line' | 'column'>

/** All diagnostics of the sources. */
interface Troubles {
  list: Trouble[]
  n_errors: number
  n_warnings: number
}

/** An event of the server. */
interface News {
  /** Changes when the server is restarted. */
  start: string
  /** Changes with the diagnostics. */
  troubles: string
  /** Addresses of changed files; absent: any may have changed. */
  files: string[] | null
}

/** What the panel of the preview says about the page. */
interface PageState {
  /** The page is gone; where to, if known. */
  gone: string | null
  /** The server has ended. */
  away: boolean
  /** Diagnostics of this page alone. */
  own: Trouble[]
}

/** What `make` puts into an element. */
type Content = Node | string | null | undefined | false

/** A range of the text stream, in code points. */
interface Place {
  start: number
  end: number
  text?: string
}

/** An entity, as far as the editor needs it. */
interface Entity {
  id: string
  name: string
  type?: string
  /** The name that matched a search, if not its first. */
  matched?: string
  description?: string
}

/** Values of the fields of an item, by key. */
type Fields = Record<string, any>

/** What the server knows a mark by; it is passed back unchanged. */
interface Handle {
  what: 'annotation' | 'statement' | 'footnote' | 'name' | 'inline' | 'source'
  file?: string
  quote?: string
}

/** Lists of marks in an article. */
type MarkKind = 'mention' | 'note' | 'statement' | 'tagged' | 'source' | 'lost'

/** A mark of an article: annotation, statement or source. Without a `handle` it cannot be edited. */
interface Mark {
  is?: MarkKind
  id?: string
  start?: number
  end?: number
  text?: string
  fields: Fields
  handle?: Handle | null
  entity?: Entity
  kind?: string
  speaker?: string
  /** Why it cannot be edited. */
  origin?: string
}

/** All marks of an article. */
interface Marked {
  lost: Mark[]
  mentions: Mark[]
  notes: Mark[]
  statements: Mark[]
  tagged: Mark[]
  sources: Mark[]
  entities: Entity[]
}

interface Choice {
  id: string
  label: string
}

/** An article, as the server knows it. */
interface Article {
  text: string
  marked: Marked
  suggested: { entity: Entity; forms: string[]; places: Place[] }[]
  unclear: { form: string; entities: Entity[]; places: Place[] }[]
  /** The last edit, which can be undone. */
  undo: string | null
  choices: { types: Choice[]; note_kinds: Choice[]; source_kinds: string[] }
}

/** An article with what the editor has learnt about it. */
interface There extends Article {
  entities: Entity[]
  sources: { fields: Fields }[]
}

/** What an edit wrote. */
interface Written {
  files: string[]
  /** Id of a new item. */
  created?: string
}

/** A suggestion of a combobox. */
interface Offer {
  label: string
  about?: string
  value?: any
  entity?: Entity
  /** CSS class. */
  kind?: string
  /** What stays in the field, if not the label. */
  keeps?: string
  /** Name of a new entity. */
  create?: string
  /** Called instead of choosing `value`. */
  chosen?: (add: (value: string) => void) => void
}

/** A field of a form. */
interface Field {
  key: string
  element: HTMLElement
  input: any
  read: () => any
  /** Sets an entity. */
  set?: (entity: Entity) => void
  /** Completes pending work inside it. */
  settle?: () => Promise<void> | undefined
}

/** A form in the panel. */
interface Form {
  element: HTMLElement
  focus: () => void
  /** The words that it is about. */
  readonly place: Place | null
  readonly isTouched: boolean
  /** Called after the article was reloaded. */
  renew: (there: There, text: any, before: any) => void
}

/** What a form calls. */
interface FormCalls {
  /** It has ended; `null`: nothing was done. */
  done: (written: Written | null) => void
  /** Loads the article again. */
  again: () => Promise<void>
  /** Asks for words; returns the search field. */
  aim: (take: (place: Place | null) => void) => HTMLInputElement
}

/** What the panel calls. */
interface PanelCalls {
  find: { (place: Place | null): void; places: (words: string) => Place[] }
  take: (place: Place) => void
  show: (place: any) => void
  edit: (mark: Mark) => void
  remove: (mark: Mark) => void
  act: (action: object) => void
  undo: () => void
  whole: () => void
  close: () => void
}

/** What can be made from selected words. */
type ToolKind = 'mention' | 'note' | 'statement'

/** A kind of form. */
type FormKind = ToolKind | 'source' | 'entity' | 'footnote'

interface ComboboxOptions {
  label: string
  value?: string
  find: (words: string) => Offer[] | Promise<Offer[]>
  /** Receives the choice; `null`: it is cleared. */
  pick: (offer: Offer | null) => void
  placeholder?: string
  help?: string | null
  required?: boolean
}

interface SeveralOptions {
  label: string
  values: string[]
  find: (words: string) => Offer[] | Promise<Offer[]>
  name: (value: string) => string
  help?: string
  made: { remove: (name: string) => string }
}

/** Attributes of an element, and its handlers. */
type Attributes = Record<string, unknown> & {
  onclick?: (event: MouseEvent) => void
  onkeydown?: (event: KeyboardEvent) => void
  onmousedown?: (event: MouseEvent) => void
  onpointerdown?: (event: PointerEvent) => void
  onsubmit?: (event: SubmitEvent) => void
  onchange?: (event: Event) => void
}

interface FieldOptions {
  /** Receives the name of a new entity. */
  create?: (name: string | null) => void
  /** It is a new mark. */
  isFresh?: boolean
}

/** The words that a form is about. */
interface About {
  element: HTMLElement | null
  readonly place: Place | null
  /** Other words than at first. */
  readonly isOther: boolean
  readonly range: Place | null
  /** Follows the text when it changes elsewhere. */
  follow: (text: any, before: any) => void
}

interface WithinCalls {
  done: FormCalls['done']
  again?: FormCalls['again']
  save?: () => Promise<Written | null>
  remove?: () => Promise<Written | null>
  notice?: string | null
  /** Called after the article was reloaded. */
  renew?: (there: There) => void
}
