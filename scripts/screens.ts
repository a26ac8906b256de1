/// <reference lib="dom" />
// The pages that are photographed are scripts of a browser, and the gallery's own types speak of one.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES } from '../src/contract/texts.ts'
import { startGallery } from '../tests/renderer/gallery.ts'
import { takeConsoleScreens } from './screens-console.ts'
import { demoPictures } from './screens-dock.ts'
import { overviewPicture } from './screens-overview.ts'
import { takeVerifyScreens } from './screens-verify.ts'
import { smallPicture } from './small-picture.ts'

/** Fixtures of the gallery that are worth a picture, in the order of a visit, then what can go wrong. */
const PICTURED = [
  'attract',
  'attract-started',
  'attract-phone-started',
  'login-code',
  'login-scanned',
  'login-digits',
  'attract-pickups-phone-started',
  'collecting',
  'identifying-card',
  'choosing-register',
  'reading-notice',
  'choosing',
  'card-pin',
  'card-pin-locked',
  'choosing-approvals',
  'choosing-paid',
  'preparing',
  'previewing',
  'previewing-correction',
  'paying',
  'printing',
  'finished',
  'finished-paid',
  'attract-notices',
  'refused-card-unknown',
  'refused-payment-unclear',
  'choosing-held',
  'previewing-quote-changed',
  'printing-jam',
  'printing-silent',
  'finished-part',
  'finished-unclear-back',
  'bad-print-some',
  'bad-print-refused',
  'entering-code',
  'finished-reprint',
  'handover-code',
  'handover-asked',
  'handover-given',
  'paper-waiting',
  'paper-valid',
  'paper-revoked',
  'paper-cannot-check',
  'asking',
  'out-of-service',
  'lost',
] as const

/** One visit from left to right, for the README. */
const OVERVIEW = ['attract', 'choosing', 'previewing', 'paying', 'printing', 'finished']

const folder = join(import.meta.dirname, '..', 'docs', 'screens')

/** npm run screens: a small picture of every screen in both languages, of a whole visit side by side, of the dev dock, of the portal, of the console, of the pages without a program, and of the public page. */
async function takeScreens(): Promise<void> {
  const { dock, paper } = await demoPictures()
  writeFileSync(join(folder, 'dock.jpg'), dock)
  const gallery = await startGallery()
  try {
    const { page, show, complaints } = await gallery.open('portrait')
    // The preview shows what the house really issues, in place of the gallery's stand-in.
    await page.route('**/sample.pdf', route => route.fulfill({ body: paper, contentType: 'application/pdf' }))
    const overview: Buffer[] = []
    for (const language of LANGUAGES) {
      const into = join(folder, language)
      rmSync(into, { recursive: true, force: true })
      mkdirSync(into, { recursive: true })
      for (const name of PICTURED) {
        await show({ name, language })
        writeFileSync(join(into, `${name}.jpg`), await smallPicture(page, { scale: 1 / 3, quality: 70 }))
        if (OVERVIEW.includes(name)) overview.push(await smallPicture(page, { scale: 1 / 4, quality: 95 }))
      }
    }
    writeFileSync(join(folder, 'overview.jpg'), await overviewPicture(page.context(), overview, OVERVIEW.length))
    if (complaints.length > 0) throw new Error(`the browser complained: ${complaints.join('; ')}`)
  } finally {
    await gallery.close()
  }
}

await takeScreens()
await takeVerifyScreens()
await takeConsoleScreens()
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.jpg'))
const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
console.log(`${files.length} pictures, ${Math.round(bytes / 1024)} KiB, in docs/screens`)
