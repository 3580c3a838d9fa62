// node server/run.js FILE [ARGUMENT]…: runs one of the project's programs in TypeScript, on a Node that can.

import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import './node-check.js'
import './compile-cache.js'

process.argv.splice(1, 2, realpathSync(process.argv[2]))
import(pathToFileURL(process.argv[1]).href)
