import { ipcRenderer } from 'electron'
import { portChannel } from '#shared/channel.ts'

// A fresh port for each page that loads: one end goes to main, which looks at who sends it, the
// other to this page. Module scripts have run by then, so somebody listens.
window.addEventListener('DOMContentLoaded', () => {
  const { port1, port2 } = new MessageChannel()
  ipcRenderer.postMessage(portChannel, null, [port2])
  window.postMessage(portChannel, '*', [port1])
})
