/**
 * Saves a file that main made where the person saves files. In Electron the window's download
 * handler asks where to; in a browser it goes to the downloads folder.
 */
export const download = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the address after this turn; revoking it now would cancel the download.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
