import { createHash } from 'node:crypto'
import pino from 'pino'
import { expect, it } from 'vitest'
import type { TerminalId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import { FILE_SETTINGS } from '../../src/settings/fixture.ts'
import { GLOBAL, type LayerId } from '../../src/settings/layer-id.ts'
import { settingsDocumentSchema } from '../../src/settings/signed-settings.ts'
import { createFourEyesWorld } from '../../tests/peers/four-eyes-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { randomId } from '../ground/random-id.ts'
import { serverKeyOf } from '../ground/server-key.ts'
import type { Store } from '../ground/store/store.ts'
import { tellDrift } from './drift.ts'
import { createInForce } from './in-force.ts'
import { createIssuedSettings } from './issued.ts'
import { createLayerDesk } from './layer-desk.ts'
import { publishProposals } from './proposal-kind.ts'
import { publish } from './publish.ts'
import { listRunning } from './read-running.ts'
import { keepRunning } from './running.ts'

const KINDS = [{ kind: 'transcript', title: { zh: '成绩单', en: 'Transcript' } }]
const MINUTE_MS = 60_000

function open(store: Store) {
  const eyes = createFourEyesWorld(store)
  const { db } = store
  const { clock } = eyes
  const serverKey = serverKeyOf(new Uint8Array(32).fill(7))
  const ground = { db, clock, serverKey }
  const kinds = () => KINDS
  const inForce = createInForce(db, FILE_SETTINGS)
  const fourEyes = eyes.room.doors
  fourEyes.hear(publishProposals({ ground, kinds, inForce }))
  const desk = createLayerDesk({ ground, fourEyes, kinds })
  const issued = createIssuedSettings({ ...ground, inForce })
  const terminal = async (siteId = 'main') => {
    const terminal_id = randomId()
    const names = { name_zh: '机', name_en: 'Machine', place_zh: '', place_en: '' }
    const at = new Date(clock.now())
    await db
      .insertInto('terminal')
      .values({ terminal_id, ...names, site_id: siteId, public_key: randomId(), state: 'active', enrolled_at: at })
      .execute()
    return terminal_id as TerminalId
  }
  const site = async () => {
    const site_id = randomId().toLowerCase().replaceAll('_', '-')
    await db.insertInto('site').values({ site_id, name_zh: '区', name_en: 'Campus', position: 9 }).execute()
    return site_id
  }
  const shown = async (proposalId: string) => eyes.room.handlers.proposal({ proposalId }, await eyes.person('admin'))
  const agree = async (proposalId: string) => {
    const second = await eyes.person('admin')
    const { seen } = unwrap(await eyes.room.handlers.proposal({ proposalId }, second))
    return unwrap(await eyes.room.handlers.agreeToProposal({ proposalId, seen }, second))
  }
  /** Drafts and publishes, with the second person where one is needed. */
  const publish = async (id: LayerId, content: unknown, by: StaffCaller) => {
    const basedOn = await versionNow(id)
    const saved = unwrap(await desk.save({ ...id, content, basedOn, revision: await revisionNow(id) }, by))
    if (saved.outcome !== 'saved') throw new Error(saved.outcome)
    const done = unwrap(await desk.publish(id, { revision: saved.draft.revision, reason: 'test' }, by))
    if (done.outcome === 'proposed') await agree(done.proposalId)
    return done
  }
  const versionNow = async ({ layer, subjectId }: LayerId) => {
    const row = await db
      .selectFrom('settings_publication')
      .select(({ fn }) => fn.max('version').as('version'))
      .where('layer', '=', layer)
      .where('subject_id', '=', subjectId)
      .executeTakeFirst()
    return row?.version ?? 0
  }
  const revisionNow = async ({ layer, subjectId }: LayerId) => {
    const row = await db
      .selectFrom('settings_draft')
      .select('revision')
      .where('layer', '=', layer)
      .where('subject_id', '=', subjectId)
      .executeTakeFirst()
    return row?.revision ?? 0
  }
  return {
    ...eyes,
    db,
    desk,
    inForce,
    issued,
    serverKey,
    terminal,
    site,
    agree,
    shown,
    publish,
    versionNow,
    revisionNow,
  }
}

describeOnStores('settings of terminals', store => {
  it('goes by the file until something is published, and then by the narrowest layer', async () => {
    const world = open(store())
    const admin = await world.person('admin')
    const siteId = await world.site()
    const [here, there] = [await world.terminal(siteId), await world.terminal()]
    expect((await world.inForce.at(here)).help.phone).toBe(FILE_SETTINGS.help.phone)
    await world.publish({ layer: 'site', subjectId: siteId }, { help: { phone: '2' } }, admin)
    expect((await world.inForce.at(here)).help.phone).toBe('2')
    expect((await world.inForce.at(there)).help.phone).toBe(FILE_SETTINGS.help.phone)
    expect((await world.inForce.at(null)).help.phone).toBe(FILE_SETTINGS.help.phone)
    await world.publish({ layer: 'terminal', subjectId: here }, { help: { phone: '3' } }, admin)
    expect((await world.inForce.resolvedAt(here)).from['help.phone']).toBe('terminal')
  })

  it('asks a second person for what holds everywhere and for each price, and for nothing else', async () => {
    const world = open(store())
    const operator = await world.person('operator')
    const terminalId = await world.terminal()
    const id: LayerId = { layer: 'terminal', subjectId: terminalId }
    expect(await world.publish(id, { help: { phone: '7' } }, operator)).toEqual({ outcome: 'published', version: 1 })
    const priced = await world.publish(id, { help: { phone: '7' }, prices: { zhFen: 300 } }, operator)
    expect(priced.outcome).toBe('proposed')
    expect((await world.inForce.at(terminalId)).prices.zhFen).toBe(300)
    // Taking a price away is a price, too.
    expect((await world.publish(id, {}, operator)).outcome).toBe('proposed')
    expect((await world.inForce.at(terminalId)).prices.zhFen).toBe(200)
    const all = await world.publish(GLOBAL, { sounds: { volumePercent: 30 } }, operator)
    expect(all.outcome).toBe('proposed')
    expect((await world.inForce.at(null)).sounds.volumePercent).toBe(30)
    const [row] = await world.db
      .selectFrom('settings_publication')
      .selectAll()
      .where('layer', '=', 'global')
      .orderBy('version', 'desc')
      .limit(1)
      .execute()
    expect(row).toMatchObject({ published_by: operator.staffId })
    expect(row?.agreed_by).not.toBe(operator.staffId)
  })

  it('shows the second person the price that holds, also where a layer below says it', async () => {
    const world = open(store())
    const operator = await world.person('operator')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const content = { prices: { zhFen: 300 } }
    const saved = unwrap(await world.desk.save({ ...id, content, basedOn: 0, revision: 0 }, operator))
    const revision = saved.outcome === 'saved' ? saved.draft.revision : 0
    const done = unwrap(await world.desk.publish(id, { revision, reason: 'test' }, operator))
    const proposalId = done.outcome === 'proposed' ? done.proposalId : ''
    const { details } = unwrap(await world.shown(proposalId))
    expect(details).toMatchObject([{ before: '¥2.00 (沿用 inherited)', after: '¥3.00' }])
  })

  it('asks for a fresh second proof', async () => {
    const world = open(store())
    const operator = await world.person('operator')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const stale = { ...operator, steppedUpAtMs: operator.steppedUpAtMs - 6 * MINUTE_MS }
    const saved = unwrap(await world.desk.save({ ...id, content: {}, basedOn: 0, revision: 0 }, stale))
    const revision = saved.outcome === 'saved' ? saved.draft.revision : 0
    const refused = await world.desk.publish(id, { revision, reason: '' }, stale)
    expect(refused).toMatchObject({ ok: false, error: { code: 'step-up-needed' } })
  })

  it('shows the second of two who save at once what changed, and takes nothing from them', async () => {
    const world = open(store())
    const [one, other] = [await world.person('operator'), await world.person('finance')]
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const first = unwrap(
      await world.desk.save({ ...id, content: { help: { phone: '1' } }, basedOn: 0, revision: 0 }, one),
    )
    const late = unwrap(
      await world.desk.save({ ...id, content: { help: { phone: '2' } }, basedOn: 0, revision: 0 }, other),
    )
    expect(late).toMatchObject({
      outcome: 'changed',
      draft: { content: { help: { phone: '1' } } },
      changes: [{ path: 'help.phone', before: '1', after: '2' }],
    })
    // Having seen it, the second goes on with what was typed.
    const revision = first.outcome === 'saved' ? first.draft.revision : 0
    const again = unwrap(
      await world.desk.save({ ...id, content: { help: { phone: '2' } }, basedOn: 0, revision }, other),
    )
    expect(again).toMatchObject({ outcome: 'saved', draft: { content: { help: { phone: '2' } } } })
    expect(unwrap(await world.desk.publish(id, { revision, reason: '' }, one))).toMatchObject({ outcome: 'changed' })
  })

  it('knows a save of a draft that is over from one of the next', async () => {
    const world = open(store())
    const one = await world.person('operator')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const save = (phone: string, revision: number) =>
      world.desk.save({ ...id, content: { help: { phone } }, basedOn: 0, revision }, one)
    const first = unwrap(await save('1', 0))
    const revision = first.outcome === 'saved' ? first.draft.revision : 0
    expect(unwrap(await world.desk.drop(id, revision, one))).toEqual({ outcome: 'dropped' })
    expect(unwrap(await save('2', 0)).outcome).toBe('saved')
    expect(unwrap(await save('3', revision)).outcome).toBe('changed')
  })

  it('refuses a draft that is older than what runs, and says what differs', async () => {
    const world = open(store())
    const one = await world.person('admin')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const saved = unwrap(
      await world.desk.save({ ...id, content: { help: { phone: '1' } }, basedOn: 0, revision: 0 }, one),
    )
    const revision = saved.outcome === 'saved' ? saved.draft.revision : 0
    const wish = {
      id,
      content: { help: { phone: '5' } },
      basedOn: 0,
      restoredFrom: null,
      by: one.staffId,
      agreed: null,
    }
    await world.db.transaction().execute(tx => publish(tx, world.serverKey, wish, new Date(world.clock.now())))
    const outdated = unwrap(await world.desk.publish(id, { revision, reason: '' }, one))
    expect(outdated).toMatchObject({
      outcome: 'outdated',
      published: { version: 1, content: { help: { phone: '5' } } },
      changes: [{ path: 'help.phone', before: '5', after: '1' }],
    })
  })

  it('lets two publishers of one draft come to one version', async () => {
    const world = open(store())
    const [one, other] = [await world.person('operator'), await world.person('admin')]
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const saved = unwrap(
      await world.desk.save({ ...id, content: { help: { phone: '1' } }, basedOn: 0, revision: 0 }, one),
    )
    const revision = saved.outcome === 'saved' ? saved.draft.revision : 0
    const both = await Promise.all([one, other].map(by => world.desk.publish(id, { revision, reason: '' }, by)))
    expect(both.map(done => unwrap(done).outcome).filter(outcome => outcome === 'published')).toHaveLength(1)
    expect(await world.versionNow(id)).toBe(1)
  })

  it('does nothing when what a proposal was drafted on is not what runs any more', async () => {
    const world = open(store())
    const admin = await world.person('admin')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const saved = unwrap(
      await world.desk.save({ ...id, content: { prices: { zhFen: 900 } }, basedOn: 0, revision: 0 }, admin),
    )
    const revision = saved.outcome === 'saved' ? saved.draft.revision : 0
    const proposed = unwrap(await world.desk.publish(id, { revision, reason: 'dearer' }, admin))
    await world.publish(id, { help: { phone: '1' } }, admin)
    const { state } = await world.agree(proposed.outcome === 'proposed' ? proposed.proposalId : '')
    expect(state).toBe('failed')
    expect((await world.inForce.at(id.subjectId)).prices.zhFen).toBe(200)
  })

  it('brings an earlier version back as a new one', async () => {
    const world = open(store())
    const admin = await world.person('admin')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    await world.publish(id, { help: { phone: '1' } }, admin)
    await world.publish(id, { help: { phone: '2' } }, admin)
    const back = unwrap(await world.desk.restore(id, { version: 1, basedOn: 2, reason: '' }, admin))
    expect(back).toEqual({ outcome: 'published', version: 3 })
    expect((await world.inForce.at(id.subjectId)).help.phone).toBe('1')
    expect(unwrap(await world.desk.restore(id, { version: 1, basedOn: 3, reason: '' }, admin))).toEqual({
      outcome: 'same',
    })
  })

  it('keeps what was published as it was', async () => {
    const world = open(store())
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    await world.publish(id, { help: { phone: '1' } }, await world.person('admin'))
    await expect(world.db.updateTable('settings_publication').set({ content: '{}' }).execute()).rejects.toThrow('kept')
    await expect(world.db.deleteFrom('settings_publication').execute()).rejects.toThrow('kept')
  })

  it('answers for another site as if it were not there', async () => {
    const world = open(store())
    const siteId = await world.site()
    const elsewhere = await world.person('operator', [await world.site()])
    const terminalId = await world.terminal(siteId)
    for (const id of [
      GLOBAL,
      { layer: 'site', subjectId: siteId },
      { layer: 'terminal', subjectId: terminalId },
    ] as const) {
      const answers = [
        await world.desk.save({ ...id, content: {}, basedOn: 0, revision: 0 }, elsewhere),
        await world.desk.drop(id, 1, elsewhere),
        await world.desk.publish(id, { revision: 1, reason: '' }, elsewhere),
        await world.desk.restore(id, { version: 1, basedOn: 1, reason: '' }, elsewhere),
      ]
      for (const answer of answers) expect(answer).toEqual({ ok: false, error: 'not-there' })
    }
    const { rows } = await listRunning(
      world.db,
      { only: 'all', limit: 50 },
      elsewhere.sites,
      new Date(world.clock.now()),
    )
    expect(rows).toEqual([])
  })

  it('says what is wrong with a draft value by value, in both languages', async () => {
    const world = open(store())
    const admin = await world.person('admin')
    const id: LayerId = { layer: 'terminal', subjectId: await world.terminal() }
    const content = { prices: { zhFen: 1e9 }, delays: { idleSeconds: 0 }, look: { accent: '#ffff00' } }
    const wrong = unwrap(await world.desk.save({ ...id, content, basedOn: 0, revision: 0 }, admin))
    expect(wrong).toMatchObject({
      outcome: 'wrong',
      problems: [
        { path: 'prices.zhFen', words: { zh: '最多 ¥1000.00', en: '¥1000.00 at most' } },
        { path: 'delays.idleSeconds', words: { zh: '至少 15', en: '15 at least' } },
        { path: 'look.accent', words: { en: 'is too light to be read: take a darker colour' } },
      ],
    })
    const strange = { documents: { offered: ['transcript', 'diploma'] } }
    expect(unwrap(await world.desk.save({ ...id, content: strange, basedOn: 0, revision: 0 }, admin))).toMatchObject({
      outcome: 'wrong',
      problems: [{ path: 'documents.offered' }],
    })
  })
})

describeOnStores('what a terminal is given', store => {
  it('is a signed document under a number that only rises', async () => {
    const world = open(store())
    const admin = await world.person('admin')
    const siteId = await world.site()
    const terminalId = await world.terminal()
    const first = await world.issued.mark(terminalId)
    expect(first.version).toBe(1)
    expect(await world.issued.mark(terminalId)).toEqual(first)
    await world.publish({ layer: 'site', subjectId: siteId }, { help: { phone: '4' } }, admin)
    expect(await world.issued.mark(terminalId)).toEqual(first)
    await world.db.updateTable('terminal').set({ site_id: siteId }).where('terminal_id', '=', terminalId).execute()
    const moved = await world.issued.mark(terminalId)
    expect(moved.version).toBe(2)
    await world.db.updateTable('terminal').set({ site_id: 'main' }).where('terminal_id', '=', terminalId).execute()
    const back = await world.issued.mark(terminalId)
    expect(back.version).toBe(3)
    const { text, signature } = await world.issued.document(terminalId)
    const document = settingsDocumentSchema.parse(JSON.parse(text))
    expect(document).toMatchObject({ terminalId, version: 3, settings: FILE_SETTINGS })
    const hash = createHash('sha256').update(text).digest('hex')
    expect(hash).toBe(back.hash)
    expect(signature).toBe(world.serverKey.sign(`yinzheng-settings-1\n${hash}`))
  })

  it('is given in one version where two servers make it at once', async () => {
    const world = open(store())
    const terminalId = await world.terminal()
    const other = createIssuedSettings({ ...world, inForce: createInForce(world.db, FILE_SETTINGS) })
    const marks = await Promise.all([world.issued.mark(terminalId), other.mark(terminalId)])
    expect(marks[0]).toEqual(marks[1])
  })

  it('takes no tray that the printer of the terminal lacks by its own word, and any where it does not tell', async () => {
    const world = open(store())
    const terminalId = await world.terminal()
    const admin = await world.person('admin')
    const id = { layer: 'terminal', subjectId: terminalId } as const
    const save = (tray: string, kind = 'transcript') =>
      world.desk.save({ ...id, content: { paper: { trays: [{ kind, tray }] } }, basedOn: 0, revision: 0 }, admin)
    const told = async (sources: string[] | null) => {
      const supplies = JSON.stringify({ markers: [], trays: [], reasons: [], sources })
      const beat = { start_id: 'x', nth: 1, version: '1', clock_offset_ms: 0, blocked_by: '[]', jobs_open: 0, mark: '' }
      const at = new Date(world.clock.now())
      await world.db.deleteFrom('terminal_beat').where('terminal_id', '=', terminalId).execute()
      await world.db
        .insertInto('terminal_beat')
        .values({ terminal_id: terminalId, ...beat, heard_at: at, started_at: at, standing: 'idle', supplies })
        .execute()
    }
    await told(['tray-1', 'tray-2'])
    expect(unwrap(await save('tray-9'))).toMatchObject({
      ...{ outcome: 'wrong' },
      problems: [
        { path: 'paper.trays', words: { en: 'the printer has no such tray: tray-9; it names tray-1, tray-2' } },
      ],
    })
    expect(unwrap(await save('tray-2', 'degree-of-another-house'))).toMatchObject({ outcome: 'wrong' })
    await told(null)
    expect(unwrap(await save('tray-9'))).toMatchObject({ outcome: 'saved' })
  })

  it('rings once where something else runs for half an hour, and not where the terminal is away', async () => {
    const world = open(store())
    const [there, away] = [await world.terminal(), await world.terminal()]
    const log = pino({ level: 'silent' })
    const ring = () => tellDrift({ db: world.db, log }, new Date(world.clock.now()))
    const strange = { version: 1, hash: 'f'.repeat(64) }
    for (const terminalId of [there, away]) {
      await world.issued.mark(terminalId)
      await keepRunning(world.db, terminalId, { running: strange, refused: null }, new Date(world.clock.now()))
    }
    expect(await ring()).toBe(0)
    await world.clock.advance(31 * MINUTE_MS)
    await keepRunning(world.db, there, { running: strange, refused: null }, new Date(world.clock.now()))
    expect(await ring()).toBe(1)
    expect(await ring()).toBe(0)
    const { rows } = await listRunning(world.db, { only: 'differing', limit: 50 }, ['*'], new Date(world.clock.now()))
    expect(rows.find(({ terminalId }) => terminalId === there)).toMatchObject({ isDrifted: true })
    await keepRunning(
      world.db,
      there,
      { running: await world.issued.mark(there), refused: { version: 9, why: 'test' } },
      new Date(world.clock.now()),
    )
    const after = await listRunning(world.db, { only: 'all', limit: 200 }, ['*'], new Date(world.clock.now()))
    expect(after.rows.find(({ terminalId }) => terminalId === there)).toMatchObject({
      ...{ isDrifted: false, refused: { version: 9, why: 'test' } },
    })
  })
})
