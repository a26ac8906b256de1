import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chainFiles, hashOf, readChainFile } from '../../main/station/audit/chain-files.ts'
import { openStationChain, type StationChain } from '../../main/station/audit/station-chain.ts'
import { tellPiece } from '../../main/station/audit/tell-chain.ts'
import { openTerminalKeys, type TerminalKeys } from '../../main/station/terminal-key.ts'
import { type BrokenChain, createTakePiece } from '../../server/audit/terminals/take-piece.ts'
import { AUDIT_CHAIN_ROUTES } from '../../src/contract/audit-chain-api.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { auditWorldOn } from '../peers/audit-world.ts'
import { describeOnStores } from '../peers/stores.ts'

const TERMINAL = 'AAAAAAAAAAAAAAAAAAAA01'
const log = { warn: () => undefined, error: () => undefined }
const clock = fakeClock()

describeOnStores('the chain of a terminal at the server', store => {
  let dir: string
  let keys: TerminalKeys
  let chain: StationChain
  let broken: BrokenChain[]
  let nth = 0
  let terminalId: string
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'told-chain-'))
    keys = openTerminalKeys(dir)
    chain = openStationChain(dir, { clock, log: log as never })
    broken = []
    nth++
    terminalId = `${TERMINAL.slice(0, -2)}${String(nth).padStart(2, '0')}`
    await store()
      .db.insertInto('terminal')
      .values({
        ...{ terminal_id: terminalId, public_key: keys.current.publicKey, state: 'active', enrolled_at: new Date() },
        ...{ name_zh: '一号机', name_en: 'One', place_zh: '大厅', place_en: 'Hall', site_id: 'main' },
      })
      .execute()
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))

  /** Tells all that is there, over the contract; what the server says of it. `most`: so many pieces, as where the line breaks. */
  const tell = async (one = chain, most = 100) => {
    const take = createTakePiece({ db: store().db, clock }, async (_, told) => void broken.push(told))
    const { input, output } = AUDIT_CHAIN_ROUTES.reportChain
    const call = async (_: unknown, said: unknown) => {
      const answer = await take(terminalId, input.parse(JSON.parse(JSON.stringify(said))))
      return answer.ok ? { ok: true, value: output.parse(answer.value) } : answer
    }
    const parts = { clock, log, terminalId, client: { call }, sign: keys.current.sign } as never
    let next: number | null = null
    const refusals: unknown[] = []
    for (let pieces = 0; pieces < most; pieces++) {
      const told = await tellPiece(parts, one, next ?? one.head().n + 1)
      if (told === 'unheard') throw new Error('not heard')
      if (told.next === null) {
        refusals.push({ why: told.why, at: told.at })
        one.beginAnew(told.why ?? 'unreadable', told.at)
        next = null
      } else next = told.next
      if (next !== null && next > one.head().n) return refusals
    }
    return refusals
  }
  const happen = (count: number, one = chain) => {
    for (let n = 0; n < count; n++) one.note('machine-device-failed', { device: `d${n}`, code: 'printer-jam' })
  }
  const rows = () =>
    store().db.selectFrom('audit').selectAll().where('terminal_id', '=', terminalId).orderBy('seq').execute()
  const world = () => auditWorldOn(store())
  const findings = async () => {
    await world().seal()
    const { findings, terminals } = await world().verify()
    return { terminals, found: findings.filter(one => one.terminalId === terminalId) }
  }

  it('has every entry once, in the trail and under its checkpoints, however often it is told and wherever the line broke', async () => {
    happen(150)
    await tell(chain, 2)
    expect((await rows()).length).toBe(100)
    expect(await tell()).toEqual([])
    await tell()
    happen(2)
    await tell(openStationChain(dir, { clock, log: log as never }))
    const all = await rows()
    expect(all.map(({ detail }) => (detail as { chainN: number }).chainN)).toEqual(
      Array.from({ length: 153 }, (_, at) => at + 1),
    )
    expect(all[1]).toMatchObject({ event: 'machine-device-failed', detail: { device: 'd0', code: 'printer-jam' } })
    expect(broken).toEqual([])
    const { terminals, found } = await findings()
    expect([terminals.entries >= 153, found]).toEqual([true, []])
  })

  describe('that was bent at the machine is found, its first bad entry is named, and another goes on:', () => {
    /** As one with every right at the machine: the hashes fit again. */
    const forge = (from: number, change: (code: string) => string) => {
      const [file] = chainFiles(join(dir, 'audit'))
      const read = readChainFile(file!.path)
      if ('badEntry' in read) throw new Error('bent before')
      let before = read.before
      const head = readFileSync(file!.path, 'utf8').split('\n')[0]!
      const lines = read.lines.map(({ hash: _, ...entry }) => {
        const facts = entry.n >= from ? { ...entry.facts, code: change('printer-jam') } : entry.facts
        before = hashOf(read.chain, before, { ...entry, facts })
        return JSON.stringify({ ...entry, facts, hash: before })
      })
      writeFileSync(file!.path, `${[head, ...lines].join('\n')}\n`)
    }
    const reopened = () => openStationChain(dir, { clock, log: log as never })

    it('changed and made to fit again', async () => {
      happen(150)
      await tell()
      forge(30, () => 'reader-lost')
      const bent = reopened()
      happen(3, bent)
      expect(await tell(bent)).toEqual([{ why: 'forked', at: 30 }])
      expect(broken).toMatchObject([{ terminalId, why: 'forked', at: 30, known: 151 }])
      // What had been told is all here, and the next chain says why it was begun.
      expect((await rows()).filter(({ event }) => event === 'machine-began-chain').at(-1)?.detail).toMatchObject({
        ...{ why: 'forked', at: 30, chainN: 1 },
      })
      await tell(bent)
      expect(broken).toHaveLength(1)
      expect((await findings()).found).toEqual([])
    })

    it('put back to an older one, and cut off at its end', async () => {
      happen(20)
      await tell()
      const older = mkdtempSync(join(tmpdir(), 'older-'))
      cpSync(join(dir, 'audit'), older, { recursive: true })
      happen(10)
      await tell()
      rmSync(join(dir, 'audit'), { recursive: true })
      cpSync(older, join(dir, 'audit'), { recursive: true })
      rmSync(older, { recursive: true })
      expect(await tell(reopened())).toEqual([{ why: 'shorter', at: 22 }])
      expect(broken).toMatchObject([{ why: 'shorter', at: 22, known: 31 }])
    })

    it('put back, and gone on with until it is longer', async () => {
      happen(5)
      const older = readFileSync(chainFiles(join(dir, 'audit'))[0]!.path)
      happen(3)
      await tell()
      writeFileSync(chainFiles(join(dir, 'audit'))[0]!.path, older)
      const bent = reopened()
      for (let n = 0; n < 6; n++) bent.note('machine-stopped')
      expect(await tell(bent)).toEqual([{ why: 'forked', at: 7 }])
    })

    it('taken away', async () => {
      happen(5)
      await tell()
      rmSync(join(dir, 'audit'), { recursive: true })
      const bent = reopened()
      expect(await tell(bent)).toEqual([])
      expect(broken).toMatchObject([{ why: 'replaced', at: 7, known: 6 }])
    })
  })

  it('that is signed by another key is not taken', async () => {
    happen(2)
    const others = openTerminalKeys(mkdtempSync(join(dir, 'other-')))
    const take = createTakePiece({ db: store().db, clock }, async () => undefined)
    const { chain: id, n, hash } = chain.head()
    const head = { n, hash, signature: others.current.sign('x') }
    const said = { chain: id, head, oldest: 1, before: '0'.repeat(64), entries: [] }
    expect(await take(terminalId, said)).toMatchObject({ ok: false, error: { code: 'terminal-refused' } })
  })

  it.each([
    [
      'a bit flip',
      `update audit set detail = jsonb_set(detail, '{code}', '"printer-jal"') where seq = $3`,
      'terminal-entry-changed',
      3,
    ],
    ['a deletion', 'delete from audit where seq = $3', 'terminal-entry-missing', 3],
    ['a deletion with its link', 'delete from terminal_chain_link where seq = $3', 'terminal-link-missing', 3],
    [
      'a swap',
      'update audit a set detail = b.detail from audit b where a.seq in ($3, $4) and b.seq in ($3, $4) and a.seq <> b.seq',
      'terminal-entry-changed',
      3,
    ],
    ['an end cut off', 'delete from terminal_chain_link where seq in ($5, $6)', 'terminal-chain-short', 5],
  ])('is verified with the trail: %s in the database is found by its entry', async (_, statement, kind, number) => {
    happen(5)
    await tell()
    const seqs = (await rows()).map(({ seq }) => seq)
    expect(seqs).toHaveLength(6)
    const text = statement.replaceAll(/\$(\d)/g, (_, n: string) => seqs[Number(n) - 1]!)
    const taken = new Error('taken back')
    const found: unknown[] = []
    await store()
      .db.transaction()
      .execute(async tx => {
        await sql`set local session_replication_role = replica`.execute(tx)
        await sql.raw(text).execute(tx)
        const report = await auditWorldOn({ db: tx, close: async () => undefined }).verify()
        found.push(...report.findings.filter(one => one.terminalId === terminalId))
        throw taken
      })
      .catch((error: unknown) => {
        if (error !== taken) throw error
      })
    expect(found[0]).toMatchObject({ kind, number })
  })
})
