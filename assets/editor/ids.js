// Ids of elements.

let last = 0
/** An id that no other element has. */
export const unique = () => {
  last += 1
  return `g-edit-${last}`
}
