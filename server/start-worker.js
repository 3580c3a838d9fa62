// The entry of a worker thread: worker.ts, as quick to load as on the main thread.

import './compile-cache.js'

await import('./worker.ts')
