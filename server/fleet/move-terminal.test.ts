import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createFleetWorld } from '../../tests/peers/fleet-world.ts'
import { createFourEyesWorld } from '../../tests/peers/four-eyes-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'

const both = (text: string) => ({ zh: text, en: text })

describeOnStores('a terminal that is put at another site', store => {
  const open = async () => {
    const eyes = createFourEyesWorld(store())
    const world = createFleetWorld(store(), { clock: eyes.clock, fourEyes: eyes.room.doors })
    await world.site('north')
    await world.site('south')
    world.ofSite.set('north', { prices: { zhFen: 300, enFen: 500 } })
    world.ofSite.set('south', { help: { phone: '1', notice: null } })
    const terminalId = await world.enrol('Moves')
    const seen = { name: both('Moves'), place: both('Hall'), siteId: 'main' }
    const act = world.room().handlers
    const move = (siteId: string, by: Parameters<typeof act.changeFleetTerminal>[1], reason?: string) =>
      act.changeFleetTerminal({ terminalId, ...seen, siteId, seen, ...(reason !== undefined && { reason }) }, by)
    return { ...world, eyes, act, terminalId, seen, move }
  }

  it('goes alone where nothing of money differs, and the difference is seen before', async () => {
    const { eyes, act, terminalId, move, terminals } = await open()
    const admin = await eyes.person('system-admin')
    const shown = unwrap(await act.fleetMove({ terminalId, siteId: 'south' }, admin))
    expect(shown).toMatchObject({ needsAgreement: false, changes: [{ path: 'help.phone', after: '1' }] })
    expect(unwrap(await move('south', admin))).toEqual({ proposalId: null })
    expect(await terminals.siteOf(terminalId)).toBe('south')
  })

  it('takes a second person where visitors would pay otherwise', async () => {
    const { eyes, act, terminalId, move, terminals, db } = await open()
    const admin = await eyes.person('system-admin')
    const shown = unwrap(await act.fleetMove({ terminalId, siteId: 'north' }, admin))
    expect(shown).toEqual({
      ...{ needsAgreement: true, changes: [{ path: 'prices.zhFen', before: 200, after: 300 }] },
    })
    expect(await move('north', admin)).toMatchObject({ error: { code: 'reason-needed' } })
    const { proposalId } = unwrap(await move('north', admin, 'it goes to the library'))
    expect(await terminals.siteOf(terminalId)).toBe('main')

    const finance = await eyes.person('finance')
    const { agreeToProposal, proposal } = eyes.room.handlers
    const before = unwrap(await proposal({ proposalId: proposalId ?? '' }, finance))
    expect(before.details).toMatchObject([
      { label: { en: 'Site' } },
      { label: { en: 'Prices: Documents in Chinese' }, before: '¥2.00', after: '¥3.00' },
    ])
    // The one who drafted it is not the second person, nor is who reads another difference.
    const own = { proposalId: proposalId ?? '', seen: before.seen }
    expect(await agreeToProposal(own, admin)).toMatchObject({ error: { code: 'proposal-own' } })
    expect(unwrap(await agreeToProposal(own, finance))).toMatchObject({ state: 'carried-out' })
    expect(await terminals.siteOf(terminalId)).toBe('north')
    const moved = await db.selectFrom('audit').select('detail').where('subject', '=', terminalId).execute()
    expect(moved.at(-1)?.detail).toMatchObject({ by: admin.staffId, from: 'main', to: 'north' })
  })

  it('is not agreed to once the prices there are others, nor when it was changed meanwhile', async () => {
    const { eyes, move, terminals, terminalId, ofSite, seen } = await open()
    const [admin, finance] = [await eyes.person('system-admin'), await eyes.person('finance')]
    const { proposalId } = unwrap(await move('north', admin, 'to the library'))
    const { agreeToProposal, proposal } = eyes.room.handlers
    const of = { proposalId: proposalId ?? '' }
    const before = unwrap(await proposal(of, finance))
    ofSite.set('north', { prices: { zhFen: 900, enFen: 500 } })
    expect(await agreeToProposal({ ...of, seen: before.seen }, finance)).toMatchObject({
      ...{ error: { code: 'proposal-changed' } },
    })
    await terminals.changePlace(terminalId, { next: { ...seen, name: both('Other') }, seen }, 'test')
    const now = unwrap(await proposal(of, finance))
    expect(unwrap(await agreeToProposal({ ...of, seen: now.seen }, finance))).toMatchObject({ state: 'failed' })
    expect(await terminals.siteOf(terminalId)).toBe('main')
  })
})
