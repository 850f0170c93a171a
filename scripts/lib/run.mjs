import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, dirname } from 'node:path'
import { root } from './project.mjs'

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [environment] added to ours
 * @property {import('node:child_process').StdioOptions} [stdio] inherited unless told
 * @property {string} [folder] the project's unless told
 * @property {number} [patience] milliseconds after which it is ended
 */

/**
 * Runs a command without a shell, so that spaces in paths are only spaces, and settles with how it
 * ended. Interrupts reach it too, and we wait for it.
 *
 * @param {string} command @param {readonly string[]} args @param {RunOptions} [options]
 * @returns {Promise<{ code: number, signal: NodeJS.Signals | null, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.folder ?? root,
      env: { ...process.env, ...options.environment },
      stdio: options.stdio ?? 'inherit',
      // A batch file (npm on Windows) can only be started by the shell.
      shell: process.platform === 'win32' && command.endsWith('.cmd'),
    })
    let output = ''
    child.stdout?.on('data', (data) => {
      output += String(data)
    })
    child.stderr?.on('data', (data) => {
      output += String(data)
    })
    const pass = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    const timer = options.patience
      ? setTimeout(() => child.kill('SIGKILL'), options.patience)
      : null
    const done = () => {
      if (timer) clearTimeout(timer)
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
    }
    child.on('error', (error) => {
      done()
      reject(error)
    })
    child.on('close', (code, signal) => {
      done()
      resolve({ code: code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0), signal, output })
    })
  })
}

/** `node` means the Node that we chose for everything below, too. @param {string} node */
export const withNode = (node) => ({
  PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
})
