// Counts checks that passed, and collects those that failed.
let passed = 0
const failures = []

export const check = (what, holds) => {
  if (holds) passed += 1
  else failures.push(what)
}

/** One check for a list of faults: passes if it is empty, else names the first ones. */
export const none = (what, faults) =>
  check(faults.length ? `${what}: ${faults.slice(0, 4).join('; ')}${faults.length > 4 ? ` and ${faults.length - 4} more` : ''}` : what, faults.length === 0)

/** Prints the failures and a summary line for scripts; returns the exit status. */
export const report = () => {
  for (const failure of failures.slice(0, 200)) console.log(`failed: ${failure}`)
  console.log(`${passed} passed, ${failures.length} failed`)
  return failures.length ? 1 : 0
}
