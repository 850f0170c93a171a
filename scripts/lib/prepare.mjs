import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode } from './node.mjs'

/** Everything a fresh clone lacks; the Node to go on with. @param {{ build?: boolean }} [options] */
export async function prepare({ build = true } = {}) {
  await ensureInstalled()
  const node = findNode()
  if (build) await ensureBuilt(node)
  return node
}
