const preload = `--import=${new URL('drizzle.mjs', import.meta.url).href}`

/** Lets every process that this one starts, and their threads, import drizzle quickly. */
export function importQuickly() {
  const options = process.env.NODE_OPTIONS ?? ''
  if (!options.includes(preload)) process.env.NODE_OPTIONS = `${options} ${preload}`.trim()
}
