// npm run build: installs what is missing and builds out/ unless it is as new as the sources.

import { prepare } from './lib/prepare.mjs'
import { say } from './lib/say.mjs'

await prepare()
say('Built.')
