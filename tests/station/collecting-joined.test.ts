import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCarry } from '../../main/station/carry.ts'
import { createCollectDesk } from '../../main/station/desk/collecting.ts'
import { enrol } from '../../main/station/enrolment.ts'
import { trustOf } from '../../main/station/meet-server.ts'
import { createServerClient, type ServerClient } from '../../main/station/server-client.ts'
import { openTerminalKeys } from '../../main/station/terminal-key.ts'
import { pickupScanOf } from '../../src/contract/pickup-scan.ts'
import { applicationSchema } from '../../src/contract/portal-api.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import type { Effect } from '../../src/session/effect.ts'
import { type Walk, walk } from '../../src/session/fixture-walk.ts'
import { freeSession, READY } from '../../src/session/fixtures.ts'
import { type PortalWorld, startPortalWorld } from '../peers/portal-world.ts'

const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }

/** Where its owner says what is wrong in it: kind and edition stand in the address, and nobody. */
const CORRECTION = { url: 'https://print.example.edu.cn/p/k/transcript_zh', host: 'print.example.edu.cn' }

let portal: PortalWorld
let dataDir: string
let client: ServerClient
beforeAll(async () => {
  portal = await startPortalWorld()
  dataDir = mkdtempSync(join(tmpdir(), 'yinzheng-terminal-'))
  const { world } = portal
  const address = { baseUrl: world.base(), timeoutMs: 15_000, caPem: null }
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const key = openTerminalKeys(dataDir).current
  const { terminalId, server: facts } = unwrap(await enrol(address, dataDir, key, text, world.clock))
  const carry = createCarry(trustOf(address, facts!))
  client = createServerClient({ ...address, carry, key, serverKey: facts!.publicKey, terminalId, clock: world.clock })
})
afterAll(async () => {
  await portal?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A kiosk whose visit and whose desk are the real ones, on a free screen; `done` carries out what the visit has ordered since. */
async function kiosk() {
  const { clock } = portal.world
  const settings = unwrap(await client.call(TERMINAL_ROUTES.settings, {}))
  const visit = walk(freeSession()).on({ kind: 'readiness-changed', readiness: READY, settings })
  const post: Walk['on'] = event => visit.on(event)
  const desk = createCollectDesk({ client, clock, post, closing: () => false })
  let carriedOut = visit.effects.length
  const done = async () => {
    for (; carriedOut < visit.effects.length; carriedOut++) {
      const effect = visit.effects[carriedOut]!
      if (effect.kind === 'collect') await portal.held(desk.collect(effect))
      else if (effect.kind === 'prepare-document') post(await prepared(effect))
    }
  }
  return { visit, done }
}

/** As the desk of documents answers; but for the seal, which the files of this world have not. */
async function prepared({
  request,
  visitId,
  documentKind: kind,
  edition,
}: Extract<Effect, { kind: 'prepare-document' }>) {
  const document = unwrap(await client.call(TERMINAL_ROUTES.prepare, { visitId, kind, edition }))
  const file = unwrap(await client.file(document.documentId, 20_000_000))
  expect(createHash('sha256').update(file).digest('hex')).toBe(document.sha256)
  const checked = { ...document, signer: '', sheetsPerCopy: document.pages }
  return { kind: 'document-checked', request, document: checked } as const
}

it('collects at a kiosk the very file that was applied for on the web; wrong digits lead nowhere', async () => {
  const browser = await portal.loggedIn()
  const wish = { kind: 'transcript', edition: 'zh' }
  const draft = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
  await browser.post(`/v1/portal/applications/${draft.applicationId}/apply`, { purpose: '' })
  const made = (await browser.post(`/v1/portal/applications/${draft.applicationId}/pickups`)).json as { code: string }

  const { visit, done } = await kiosk()
  visit.touch({ kind: 'collect' })
  const wrong = made.code === '11111111' ? '22222222' : '11111111'
  for (const digit of wrong) visit.touch({ kind: 'type-digit', digit })
  visit.fire('send')
  await done()
  expect(visit.view.content).toMatchObject({ screen: 'collecting', typed: '', fault: { code: 'pickup-code-refused' } })

  visit.on({ kind: 'code-scanned', text: pickupScanOf(made.code) })
  await done()
  expect(visit.view).toMatchObject({
    visitor: { name: { zh: '林**' } },
    content: { screen: 'previewing', quote: { copies: 1 }, copiesHere: { paperFor: null }, correction: CORRECTION },
  })
  expect(visit.last('prepare-document')).toMatchObject({ documentKind: 'transcript', edition: 'zh' })
  expect(portal.world.logged.join('')).not.toContain(made.code)
  // Nothing came out: the same digits are good once more, and the visit of before has ended or runs out.
  visit.touch({ kind: 'back' })
  visit.on({ kind: 'code-scanned', text: pickupScanOf(made.code) })
  await done()
  expect(visit.view.content.screen).toBe('previewing')
})
