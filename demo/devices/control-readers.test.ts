import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createCardReader } from '../../native/card-reader/driver.ts'
import { CARD_READER_PROFILES } from '../../native/card-reader/profiles/profiles.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { createIdCardReader } from '../../native/id-reader/driver.ts'
import { systemClock } from '../../native/system-clock.ts'
import { openTestDesk } from './test-desk.ts'
import { at, faultIs, next, testDrivers } from './test-drivers.ts'

const clock = systemClock
const desk = await openTestDesk()
const drivers = testDrivers()
afterEach(() => drivers.close())
afterAll(() => desk.close())

describe('readers through the control interface', () => {
  const profile = CARD_READER_PROFILES['hex-uid']

  it('a tapped card reaches the driver', async () => {
    const reader = await drivers.ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    const event = next(reader, () => true)
    expect(await desk.act('/tap', { uid: '04a1b2c3' })).toEqual({ status: 200, answer: { done: true } })
    expect(await event).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
    expect((await desk.state()).cardReader).toMatchObject({ plugged: true, last: { what: '04A1B2C3', heard: true } })
  })

  it('an unplugged reader is lost, takes no card, and comes back', async () => {
    const reader = await drivers.ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    await desk.act('/unplug', {})
    await faultIs(reader, 'reader-lost')
    expect(await desk.act('/tap', { uid: '04A1B2C3' })).toMatchObject({ status: 409, answer: { done: false } })
    expect((await desk.state()).cardReader?.plugged).toBe(false)
    await desk.act('/plug', {})
    await faultIs(reader, null)
  })

  it('noise is no card', async () => {
    const reader = await drivers.ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    const event = next(reader, () => true)
    await desk.act('/noise', {})
    expect(await event).toMatchObject({ kind: 'card-unreadable' })
  })

  it('says so when a number does not fit the reader', async () => {
    await drivers.ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    expect(await desk.act('/tap', { uid: '04A1B2C3D4E5F6' })).toMatchObject({ status: 409 })
    expect(await desk.act('/tap', { uid: 'no number' })).toMatchObject({ status: 400, answer: { done: false } })
  })

  it('a code under the scanner reaches the driver, a torn one as such', async () => {
    const open = at(desk.listening.codeScanner)
    const scanner = await drivers.ready(createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock }))
    const text = '成绩单 KIOSK:48213'
    const scanned = next(scanner, () => true)
    expect(await desk.act('/scanner/scan', { text })).toEqual({ status: 200, answer: { done: true } })
    expect(await scanned).toEqual({ kind: 'code-scanned', text })
    expect((await desk.state()).codeScanner).toMatchObject({ plugged: true, last: { characters: 15, heard: true } })
    const torn = next(scanner, () => true)
    await desk.act('/scanner/torn', { text })
    expect(await torn).toMatchObject({ kind: 'code-unreadable' })
    expect(await desk.act('/scanner/scan', { text: '' })).toMatchObject({ status: 400 })
  })

  it('an unplugged scanner is lost, scans nothing, and comes back', async () => {
    const open = at(desk.listening.codeScanner)
    const scanner = await drivers.ready(createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock }))
    await desk.act('/scanner/unplug', {})
    await faultIs(scanner, 'scanner-lost')
    expect(await desk.act('/scanner/scan', { text: 'KIOSK:48213' })).toMatchObject({ status: 409 })
    await desk.act('/scanner/plug', {})
    await faultIs(scanner, null)
  })

  it('an ID card that is laid is read', async () => {
    const reader = await drivers.ready(createIdCardReader({ open: at(desk.listening.idReader), clock, pollMs: 50 }))
    const event = next(reader, ({ kind }) => kind === 'id-card-read')
    await desk.act('/lay-id', { name: '张三', idNumber: '34052419800101001X' })
    expect(await event).toMatchObject({ card: { type: 'resident', name: '张三', idNumber: '34052419800101001X' } })
    expect((await desk.state()).idReader?.card).toEqual({ name: '张三', idNumber: '34052419800101001X' })
    await desk.act('/lift-id', {})
    expect((await desk.state()).idReader?.card).toBeNull()
  })
})
