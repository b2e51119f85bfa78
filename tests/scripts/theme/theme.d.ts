// The search script knows which elements its page has; what it finds there is not checked.
interface ParentNode {
  querySelector(selectors: string): any
  querySelectorAll(selectors: string): NodeListOf<any>
}
interface Array<T> {
  filter(predicate: (value: any) => unknown): T[]
}
interface Date {
  toLocaleDateString(language: string, options: object): string
}
