import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const here = import.meta.dirname
const main = (name: string): [string, string] => [name, resolve(here, `src/main/${name}.ts`)]

const ownModules = /\/src\/(?!renderer\/main\.tsx).*\.tsx?$/

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Node reads a package's description for each of its modules, and drizzle's is 180 KB: from
      // node_modules it takes 0.7 s at each start and 0.4 s in each thread, from inside 0.02 s.
      externalizeDeps: { exclude: ['drizzle-orm'] },
      sourcemap: true,
      rolldownOptions: {
        // One entry for each way in: the window, the command line, and heavy work beside them.
        input: Object.fromEntries(
          ['index', 'cli', 'worker'].map(main).filter(([, file]) => existsSync(file)),
        ),
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Flat, because src/main/places.ts finds everything from where it stands.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload is one CommonJS file: it can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: resolve(here, 'src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'src/renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(here, 'out/renderer'),
      emptyOutDir: true,
      // electron-vite leaves a renderer as it is unless told.
      minify: 'oxc',
      cssMinify: true,
      // A small font inside the style sheet would be a data: address, which the policy refuses.
      assetsInlineLimit: 0,
      // What loads what, for tests/house/first-screen.test.ts.
      manifest: true,
      rolldownOptions: {
        input: resolve(here, 'src/renderer/index.html'),
        // Our own modules do nothing by being loaded, except the one that starts it all. Told so,
        // the bundler goes through a door (index.ts) to what is used of it: a screen that shows a
        // badge loads neither the signature pad nor the tables (19 kB of the first screen).
        treeshake: { moduleSideEffects: [{ test: ownModules, sideEffects: false }] },
      },
    },
  },
})
