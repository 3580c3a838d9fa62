// In npm test a randomised test has the same cases each time, so that what fails was changed; in npm run fault -- properties it
// has others each time.

import fc from 'fast-check'
import { inject } from 'vitest'

if (inject('cases') === 'few') fc.configureGlobal({ seed: 20_260_601 })
