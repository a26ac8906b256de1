import { buildPages, WEB_PAGES } from './web-pages.ts'

// npm run build: the screens whose sources have changed. A process of its own, for the bundler changes the environment of its process.
await buildPages(WEB_PAGES, name => console.error(`Building ${name}.`))
