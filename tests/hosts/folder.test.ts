import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argument, demoFolder, practiceFolder } from '../../src/main/folder.ts'

const home = join('/', 'home', 'ada')
const around = (platform: NodeJS.Platform, environment: Record<string, string> = {}) => ({
  platform,
  environment,
  home,
})

describe('where a practice lives', () => {
  it('is the folder that was given, from where the person stands', () => {
    expect(practiceFolder('my practice')).toBe(join(process.cwd(), 'my practice'))
  })

  it.each([
    ['linux', {}, join(home, '.local/share/Stratum')],
    ['linux', { XDG_DATA_HOME: '/data' }, join('/data', 'Stratum')],
    ['linux', { XDG_DATA_HOME: '' }, join(home, '.local/share/Stratum')],
    ['darwin', {}, join(home, 'Library/Application Support/Stratum')],
    ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'Stratum')],
    ['win32', {}, join(home, 'AppData/Local/Stratum')],
  ] as const)('is among the application data of %s %j', (platform, environment, folder) => {
    expect(practiceFolder(undefined, around(platform, environment))).toBe(folder)
  })

  it('keeps a demonstration beside the real one and never in it', () => {
    expect(demoFolder(around('linux'))).toBe(join(home, '.local/share/Stratum Demo'))
    expect(practiceFolder()).toContain(process.env['XDG_DATA_HOME'] ?? homedir())
  })

  it('reads an argument in both of its forms', () => {
    expect(argument('practice', ['a', '--practice', '/x y'])).toBe('/x y')
    expect(argument('practice', ['--practice=/x=y'])).toBe('/x=y')
    expect(argument('practice', ['--practices', '/x'])).toBeUndefined()
  })
})
