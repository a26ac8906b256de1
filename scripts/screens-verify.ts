/// <reference lib="dom" />
// What waits in the page is a script of a browser.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { systemClock } from '../native/system-clock.ts'
import { buildVerify } from '../renderer/verify/build.ts'
import { documentData } from '../server/documents/document-data.ts'
import { HOUSE_TEMPLATES } from '../server/documents/house-templates.ts'
import { loadKinds } from '../server/documents/load-kinds.ts'
import { sampleRequest, sampleSubject } from '../server/documents/sample-subjects.ts'
import { drawCaptcha } from '../server/ground/captcha/draw-captcha.ts'
import { houseFontDirs } from '../server/ground/rendering/fonts.ts'
import { createRenderPool } from '../server/ground/rendering/render-pool.ts'
import { createDemoAuthority } from '../server/signing/demo-authority.ts'
import { LANGUAGES, type Language } from '../src/contract/texts.ts'
import { unwrap } from '../src/result.ts'
import { openHouseStore } from '../tests/peers/house-store.ts'
import {
  RIGHT_ANSWER,
  type SampleDocument,
  startVerificationWorld,
  UNIVERSITY,
  type VerificationWorld,
} from '../tests/peers/verification-world.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { smallPicture } from './small-picture.ts'

const SITE = 'https://verify.example.edu.cn'
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const DESK = { viewport: { width: 1120, height: 860 }, deviceScaleFactor: 2 }
const QUALITY = 72

const folder = join(import.meta.dirname, '..', 'docs', 'screens')

/** Takes the public pages of verification in both languages, as `docs/screens/verify-NAME-LANGUAGE.jpg`. */
export async function takeVerifyScreens(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'yinzheng-screens-verify-'))
  const pageFolder = join(work, 'page')
  await buildVerify({ outDir: pageFolder })
  const seal = await createDemoAuthority(join(work, 'seal'), UNIVERSITY.name.zh, systemClock)
  const store = await openHouseStore({ kind: 'memory' })
  const world = await startVerificationWorld(store, { clock: systemClock, pageFolder, seal, publicBaseUrl: SITE })
  const browser = await launchChromium()
  try {
    const papers = await issuePapers(world)
    for (const language of LANGUAGES) {
      const common = { locale: language, serviceWorkers: 'block' } as const
      for (const [device, scale, take] of [
        [PHONE, 0.5, phonePictures],
        [DESK, 0.36, deskPictures],
      ] as const) {
        const context = await browser.newContext({ ...common, ...device })
        await throughTheSite(context, world)
        const page = await context.newPage()
        await take(page, papers, async (name, fullPage = false) => {
          const picture = await smallPicture(page, { scale, quality: QUALITY, fullPage })
          await writeFile(join(folder, `verify-${name}-${shortOf(language)}.jpg`), picture)
        })
        await context.close()
      }
    }
  } finally {
    await browser.close()
    await world.close()
    await store.close()
    await rm(work, { recursive: true, force: true })
  }
}

const shortOf = (language: Language) => language.replace(/-.*/, '')
type Take = (name: string, fullPage?: boolean) => Promise<void>

interface Papers {
  readonly good: SampleDocument
  readonly revoked: SampleDocument
  readonly expired: SampleDocument
  readonly altered: Uint8Array
}

async function phonePictures(page: Page, { good, revoked, expired, altered }: Papers, take: Take): Promise<void> {
  await openCode(page, good)
  await take('code')
  await answer(page)
  await page.locator('.seal-lines').waitFor()
  await take('valid')
  await openCode(page, revoked)
  await answer(page)
  await page.locator('.outcome[data-outcome=revoked]').waitFor()
  await take('revoked')
  await chooseFiles(page, [['transcript.pdf', good.pdf]])
  await page.locator('.outcome[data-outcome=valid]').waitFor()
  await page.click('.ask .button.act')
  await page.locator('.facts').first().waitFor()
  await take('file', true)
  await chooseFiles(page, [['transcript.pdf', altered]])
  await page.locator('.outcome[data-outcome=altered]').waitFor()
  await take('altered')
  await chooseFiles(page, [['enrolment.pdf', expired.pdf]])
  await page.locator('.outcome[data-outcome=expired]').waitFor()
  await take('expired')
  await page.route('**/v1/verification/captcha', route => route.abort())
  await page.goto(`${SITE}/v/${good.code}`)
  await page.locator('.outcome[data-outcome=cannot-check]').waitFor()
  await take('cannot-check')
}

async function deskPictures(page: Page, { good, revoked, altered }: Papers, take: Take): Promise<void> {
  await openCode(page, good)
  await answer(page)
  await page.locator('.seal-lines').waitFor()
  await page.locator('canvas[data-drawn="1"]').first().waitFor()
  await take('original')
  await chooseFiles(page, [
    ['Lin Zhixia/transcript.pdf', good.pdf],
    ['Shen Minglan/transcript.pdf', revoked.pdf],
    ['Zhou Wenxi/transcript.pdf', altered],
    ['Zhou Wenxi/letter.pdf', new TextEncoder().encode('A scan')],
  ])
  await page.locator('.bulk').waitFor()
  await page.click('.ask .button.act')
  await page.locator('tr[data-outcome=revoked]').waitFor()
  await take('bulk', true)
  await page.goto('about:blank')
  await page.goto(`${SITE}/v/#trust`)
  await page.locator('.fingerprint').first().waitFor()
  await take('trust', true)
}

async function openCode(page: Page, { code }: SampleDocument): Promise<void> {
  await page.goto(`${SITE}/v/${code}`)
  await page.locator('.captcha img').waitFor()
}

async function answer(page: Page): Promise<void> {
  await page.fill('#captcha-answer', RIGHT_ANSWER)
  await page.click('form button[type=submit]')
}

async function chooseFiles(page: Page, files: readonly (readonly [string, Uint8Array])[]): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${SITE}/v/#files`)
  await page.locator('.drop .button.act:not([data-disabled])').waitFor()
  const chosen = files.map(([name, bytes]) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) }))
  await page.setInputFiles('input[type=file] >> nth=0', chosen)
}

/** The page under its official address, answered by the server here; captchas are drawn as the product draws them. */
async function throughTheSite(context: BrowserContext, world: VerificationWorld): Promise<void> {
  await context.route(`${SITE}/**`, async route => {
    const asked = route.request()
    const url = asked.url().replace(SITE, world.base)
    const { host: _, ...headers } = await asked.allHeaders()
    const body = asked.postData()
    const answered = await fetch(url, { method: asked.method(), headers, ...(body === null ? {} : { body }) })
    const bytes = Buffer.from(await answered.arrayBuffer())
    const said = Object.fromEntries(answered.headers)
    // Already unpacked by then.
    for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) delete said[name]
    const isCaptcha = url.endsWith('/captcha')
    await route.fulfill({ status: answered.status, headers: said, body: isCaptcha ? drawn(bytes) : bytes })
  })
}

function drawn(captcha: Buffer): string {
  // The same picture at every run.
  let seed = 7
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  return JSON.stringify({ ...JSON.parse(captcha.toString()), picture: drawCaptcha('482913', random) })
}

/** Real transcripts: one in force with copies printed, one revoked, one whose last day is over, one with a letter changed. */
async function issuePapers(world: VerificationWorld): Promise<Papers> {
  const kind = loadKinds(HOUSE_TEMPLATES).find(one => one.kind === 'transcript')!
  const edition = kind.editions[0]!
  const pool = createRenderPool({
    ...{ workers: 1, clock: systemClock, templatesDir: HOUSE_TEMPLATES, fontDirs: [...houseFontDirs()] },
  })
  const render = async ({ documentNumber, code }: { documentNumber: string; code: string }) => {
    const issuedAt = new Date()
    const printed = { documentNumber, verificationCode: code, verificationUrl: `${SITE}/v/${code}`, issuedAt }
    const request = { ...sampleRequest(kind.kind, edition.edition, sampleSubject()), ...printed }
    const university = { name: UNIVERSITY.name, verificationSite: new URL(SITE).host, sealWords: '电子签章' }
    const data = documentData(request, kind, edition, { ...university, timeZone: UNIVERSITY.timeZone })
    const job = { template: `${kind.kind}/${edition.template}`, document: JSON.stringify(data) }
    return unwrap(await pool.render({ ...job, createdAtSeconds: Math.floor(issuedAt.getTime() / 1000) })).pdf
  }
  const [good, revoked] = [await world.issue({ render }), await world.issue({ render })]
  const expired = await world.issue({ render, validUntil: new Date(Date.now() - 24 * 3_600_000) })
  await pool.close()
  await world.print(good, 2)
  await world.print(revoked, 1)
  await world.revocations.revokeDocument(revoked.documentId, 'record-corrected')
  const altered = good.pdf.slice()
  altered[Math.floor(altered.length / 3)]! ^= 1
  return { good, revoked, expired, altered }
}

if (import.meta.main) await takeVerifyScreens()
