// What `npm start` runs, and who has a Node of his own: node server/start.js [FILE] [--set PATH=VALUE]…

import './node-check.js'
import './compile-cache.js'

import('./main.ts')
