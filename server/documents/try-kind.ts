import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { houseFontDirs, rareFonts } from '../ground/rendering/fonts.ts'
import { createRenderPool } from '../ground/rendering/render-pool.ts'
import { documentData } from './document-data.ts'
import { firstMisfit, standingOf } from './eligibility.ts'
import { sampleOf } from './kind-sample.ts'
import { loadKinds } from './load-kinds.ts'
import { sampleClock } from './sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleRequest } from './sample-subjects.ts'
import { firstUnprintable } from './unprintable.ts'

/**
 * For who writes kinds: draws every edition of the kinds under a templates' folder with the invented person of each kind's
 * `sample.json`, unsigned, and says what the engine has to say. Exit code 1 when one was not drawn.
 */
const [templates, out, ...wanted] = process.argv.slice(2)
if (templates === undefined || out === undefined) {
  console.error('usage: node server/documents/try-kind.ts TEMPLATES-FOLDER OUTPUT-FOLDER [KIND]...')
  process.exit(2)
}
const templatesDir = resolve(templates)
const rare = rareFonts()
const clock = sampleClock(() => Date.now())
const fontDirs = [...houseFontDirs(), ...rare.dirs]
const pool = createRenderPool({ templatesDir, fontDirs, workers: 1, clock })
mkdirSync(out, { recursive: true })
try {
  const kinds = loadKinds(templatesDir).filter(({ kind }) => wanted.length === 0 || wanted.includes(kind))
  for (const kind of kinds) {
    const subject = sampleOf(templatesDir, kind.kind)
    for (const edition of kind.editions) {
      const name = `${kind.kind}-${edition.edition}`
      const said = subject ? await tryEdition(name) : 'has no sample.json'
      console.log(`${name}: ${said}`)

      async function tryEdition(file: string): Promise<string> {
        if (!subject) return ''
        const standing = standingOf(kind, edition, subject)
        if (standing.kind === 'unavailable') return failed(firstMisfit(kind, edition, subject) ?? standing.reason.en)
        if (standing.kind === 'hidden') return failed('hidden from the person of sample.json')
        const request = sampleRequest(kind.kind, edition.edition, subject)
        const data = documentData(request, kind, edition, SAMPLE_UNIVERSITY, rare.families)
        const unprintable = firstUnprintable(data)
        if (unprintable) return failed(`holds ${unprintable}`)
        const job = {
          template: `${kind.kind}/${edition.template}`,
          document: JSON.stringify(data),
          createdAtSeconds: 0,
        }
        const result = await pool.render(job)
        if (!result.ok) return failed(result.error.kind === 'refused' ? told(result.error.message) : result.error.kind)
        writeFileSync(join(String(out), `${file}.pdf`), result.value.pdf)
        return `${result.value.pages} pages`
      }
    }
  }
  if (kinds.length === 0) failed('')
} finally {
  await pool.close()
}

/** The engine's diagnostics as lines of place and words, each once. */
function told(message: string): string {
  const said = [...message.matchAll(/"message":"((?:[^"\\\\]|\\\\.)*)".*?"path":"([^"]*)"/g)]
  const lines = said.map(([, words = '', path = '']) => `${relative(templatesDir, path)}: ${words}`)
  return lines.length === 0 ? message : [...new Set(lines)].join('\n  ')
}

function failed(why: string): string {
  process.exitCode = 1
  return `NOT DRAWN: ${why}`
}
