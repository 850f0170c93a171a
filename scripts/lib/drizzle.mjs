// Node reads a package's description anew for each import from it and within it, and drizzle's is
// 180 KB: importing it takes 0.7 s in every process and thread that a test starts from source, and
// 0.1 s when Node is told what the modules are. (A build has drizzle inside.)

import { registerHooks } from 'node:module'

/** @type {Map<string, import('node:module').ResolveFnOutput>} */
const doors = new Map()

registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = '' } = context
    if (specifier.startsWith('.') && parentURL.includes('/node_modules/drizzle-orm/')) {
      return { url: new URL(specifier, parentURL).href, format: 'module', shortCircuit: true }
    }
    if (!/^drizzle-orm(\/|$)/.test(specifier)) return next(specifier, context)
    const door = doors.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    doors.set(specifier, door)
    return door
  },
})
