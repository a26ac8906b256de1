import { readFileSync } from 'node:fs'
import type { Plugin, Rolldown } from 'vite'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { PORTAL_WORDS } from '../../src/words/languages.ts'

/** What is asked of the server as soon as the page is there, while its program still comes: `createRouteClient` finds it here. */
const ASKED_AT_ONCE = ['v1/me', 'v1/ways', 'v1/verification/house']

/**
 * Puts into the page what can be seen before anything else has come: whose it is, that it opens, in every language, and what to do where it
 * never does. The style sheet is in the page itself, for on a slow line another file is half a second; the server lets in that one alone. The
 * program takes the place of it all.
 */
export function portalShell(): Plugin {
  return {
    name: 'portal-shell',
    transformIndexHtml: {
      order: 'post',
      handler: (page, { bundle }) =>
        withStyle(page, bundle ?? {})
          .replace('</head>', () => `${preloads()}  </head>`)
          .replace('<div id="root"></div>', () => `<div id="root">${shell()}</div>`)
          .replace('<noscript></noscript>', () => `<noscript>${inEach('noScript', 'p')}</noscript>`),
    },
  }
}

const SHEET = /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/

function withStyle(page: string, bundle: Rolldown.OutputBundle): string {
  return page.replace(SHEET, (_, file: string) => {
    const sheet = bundle[file]
    if (sheet?.type !== 'asset') throw new Error(`${file} was not built`)
    const style = String(sheet.source)
    // What it names would lie elsewhere from the page.
    if (/url\(|<|@import/.test(style)) throw new Error(`${file} cannot stand in the page`)
    delete bundle[file]
    return `<style>${style}</style>`
  })
}

function preloads(): string {
  // From the page's own folder on, as every address in it: `buildPortal` brings them one folder further down.
  const links = ASKED_AT_ONCE.map(path => `  <link rel="preload" as="fetch" crossorigin href="./../${path}" />\n  `)
  return links.join('')
}

function shell(): string {
  const [first, ...others] = LANGUAGES.map(
    language => `<span lang="${language}">${PORTAL_WORDS[language].title}</span>`,
  )
  const name = `<span><span class="head-university">${others.join(' ')}</span><span class="head-title">${first}</span></span>`
  return [
    `<header class="head"><div class="wide"><span class="head-name">${seal()}${name}</span></div></header>`,
    `<main><div class="shell"><p class="working"><i></i><span>${inEach('opening', 'span')}</span></p>`,
    `<div class="shell-late">${inEach('late', 'p')}</div></div></main>`,
  ].join('')
}

/** The mark of the house, as in the head that takes its place. */
function seal(): string {
  const icon = readFileSync(new URL('./public/icon.svg', import.meta.url), 'utf8')
  return icon.replace(/<title>.*?<\/title>/, '').replace('<svg ', '<svg class="seal" aria-hidden="true" ')
}

function inEach(name: keyof (typeof PORTAL_WORDS)['en']['shell'], tag: 'p' | 'span'): string {
  return LANGUAGES.map(language => `<${tag} lang="${language}">${PORTAL_WORDS[language].shell[name]}</${tag}>`).join(
    ' ',
  )
}
