import { z } from 'zod'

/** What Chromium says of itself where the page is served safely. */
const userAgentData = z.object({
  brands: z.array(z.object({ brand: z.string(), version: z.string() })),
  platform: z.string(),
})

export interface BrowserFacts {
  readonly userAgent: string
  /** `navigator.userAgentData`, where there is one. */
  readonly userAgentData?: unknown
}

const inputs: Readonly<Record<string, string>> = { mouse: 'mouse', pen: 'pen', touch: 'touch' }

/**
 * What a form was signed on, in words: `Chrome 142 on Linux, touch`.
 * @param pointer the kind of the last pointer that touched the form; null: none did, or not since it
 * was opened again
 */
export const deviceInWords = (browser: BrowserFacts, pointer: string | null): string => {
  const known = userAgentData.safeParse(browser.userAgentData)
  const name = (known.success ? brandOf(known.data) : null) ?? namedIn(browser.userAgent)
  const system =
    known.success && known.data.platform !== '' ? known.data.platform : systemIn(browser.userAgent)
  const input = pointer === null ? undefined : inputs[pointer]
  return `${name} on ${system}${input ? `, ${input}` : ''}`
}

/** The maker's brand before the engine's; one of the list is made up on purpose (`Not A;Brand`). */
const brandOf = ({ brands }: z.infer<typeof userAgentData>): string | null => {
  const real = brands.filter(({ brand }) => !/not.*brand/iu.test(brand))
  const one = real.find(({ brand }) => brand !== 'Chromium') ?? real[0]
  return one ? `${one.brand.replace('Google ', '')} ${one.version}` : null
}

const browsers = [
  [/ Electron\/(\d+)/u, 'Stratum’s window, Electron'],
  [/ Edg\/(\d+)/u, 'Edge'],
  [/ (?:Firefox|FxiOS)\/(\d+)/u, 'Firefox'],
  [/ (?:Chrome|CriOS)\/(\d+)/u, 'Chrome'],
  [/ Version\/(\d+).* Safari\//u, 'Safari'],
] as const

const namedIn = (userAgent: string): string => {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1]
    if (version) return `${name} ${version}`
  }
  return 'An unknown browser'
}

const systems = [
  [/iPad/u, 'iPad'],
  [/iPhone/u, 'iPhone'],
  [/Android/u, 'Android'],
  [/Windows/u, 'Windows'],
  [/CrOS/u, 'ChromeOS'],
  [/Mac OS X/u, 'macOS'],
  [/Linux/u, 'Linux'],
] as const

const systemIn = (userAgent: string): string =>
  systems.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'an unknown system'

/** This browser, with the pointer that was used. */
export const deviceHere = (pointer: string | null): string =>
  deviceInWords(
    {
      userAgent: navigator.userAgent,
      ...('userAgentData' in navigator ? { userAgentData: navigator.userAgentData } : {}),
    },
    pointer,
  )
