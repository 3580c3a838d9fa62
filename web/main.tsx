// The page's entry point: asks the server for its messages, then shows the workspace.

import { render } from 'preact'
import { App } from './app/app.tsx'

const root = document.getElementById('app')!
render(<App socketScript={root.dataset.sockets!} />, root)
