import type { Plugin } from 'vite'

/** Every browser that the house runs in reads woff2; the second format would double the fonts in the package. */
export function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform(code, id) {
      if (!/@fontsource\/.*\.css$/.test(id)) return null
      return { code: code.replaceAll(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, ''), map: null }
    },
  }
}

/** Puts what Chromium 108 lacks before everything else, in pages and workers alike. */
export function oldChromiumPolyfill(): Plugin {
  return {
    name: 'old-chromium-polyfill',
    enforce: 'pre',
    load(id) {
      return id.endsWith('/renderer/ui/polyfill.ts') ? "import 'core-js/actual'" : null
    },
  }
}

const SUMMARY = /(^\s*summary:)\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),$/gm

/** What routes are for is told in the description of the server's API, and no page shows it: pages are fetched without those sentences. */
export function withoutSummaries(): Plugin {
  return {
    name: 'without-summaries',
    enforce: 'pre',
    transform(code, id) {
      if (!/\/src\/(?:contract\/[\w-]+|verification\/)api\.ts$/.test(id)) return null
      return { code: code.replaceAll(SUMMARY, "$1 '',"), map: null }
    },
  }
}

const NONCE_OF_CALLER = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }'

/**
 * Gives the page's nonce to every style sheet that antd's parts make. A few of them, which lock the page behind a dialog or measure a scroll
 * bar, are told of none and would be stopped. Throws where the parts have become others: then it is to be looked at again.
 */
export function noncedStyles(): Plugin {
  return {
    name: 'nonced-styles',
    enforce: 'pre',
    transform(code, id) {
      if (!/@rc-component\/util\/es\/Dom\/dynamicCSS\.js$/.test(id)) return null
      if (!code.includes(NONCE_OF_CALLER)) throw new Error('the style sheets of antd’s parts are made in another way')
      const own = "document.querySelector('meta[property=csp-nonce]')?.nonce"
      const given = `const nonce = csp?.nonce ?? ${own};\n  if (nonce) styleNode.nonce = nonce;`
      return { code: code.replace(NONCE_OF_CALLER, given), map: null }
    },
  }
}
