// What the scripts tell a person. Plain JavaScript that Node 18 can run, like everything here.

/** Set when standard output belongs to the command itself, as with `stratum … --json`. */
let toErrors = false

export const sayOnStandardError = () => {
  toErrors = true
}

/** One line about what is being done, or why it cannot be. @param {string} line */
export function say(line) {
  const stream = toErrors ? process.stderr : process.stdout
  stream.write(`${line}\n`)
}

/** A plain line instead of a stack, and the end. @param {string} line @param {number} [code] @returns {never} */
export function refuse(line, code = 1) {
  process.stderr.write(`${line}\n`)
  process.exit(code)
}
