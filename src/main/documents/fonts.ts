import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createPrintable, readCoverage } from './glyphs.ts'

const { resolve } = createRequire(import.meta.url)

/** Inter, as on the screen. Embedded in every document, so that ł and ř print anywhere. */
const files = {
  normal: resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  italics: resolve('@expo-google-fonts/inter/400Regular_Italic/Inter_400Regular_Italic.ttf'),
  bolditalics: resolve('@expo-google-fonts/inter/600SemiBold_Italic/Inter_600SemiBold_Italic.ttf'),
}

export const fonts = { Inter: files }

export const isFontFile = (path: string): boolean => Object.values(files).includes(path)

/** Made at the first document: reading the font's table takes a few milliseconds. */
export const printable = (() => {
  let made: ReturnType<typeof createPrintable> | null = null
  return (text: string) => {
    made ??= createPrintable(readCoverage(readFileSync(files.normal)))
    return made(text)
  }
})()
