// Keeps what V8 made of the modules, so that the next start is quicker. A cache that can't be written, or was made by
// another Node, is left alone.

import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
