import { describe, expect, it } from 'vitest'
import { attribute } from '../ipp/message.ts'
import { readPrinter } from './printer-state.ts'

const said = (state: number, reasons: string[], accepting = true) => {
  const attributes = [
    attribute.enum('printer-state', state),
    attribute.keyword('printer-state-reasons', ...reasons),
    attribute.boolean('printer-is-accepting-jobs', accepting),
  ]
  return new Map(attributes.map(({ name, values }) => [name, values]))
}
const [IDLE, PROCESSING, STOPPED] = [3, 4, 5]

describe('what a printer says of itself', () => {
  it.each([
    ['media-empty-warning', 'printer-out-of-paper'],
    ['media-needed', 'printer-out-of-paper'],
    ['input-tray-missing-error', 'printer-out-of-paper'],
    ['media-jam-report', 'printer-jam'],
    ['cover-open-error', 'printer-cover-open'],
    ['door-open', 'printer-cover-open'],
    ['interlock-open-error', 'printer-cover-open'],
    ['toner-empty-error', 'printer-no-toner'],
    ['marker-supply-empty', 'printer-no-toner'],
    ['output-area-full-error', 'printer-output-full'],
    ['output-tray-missing', 'printer-stopped'],
    ['marker-waste-full-error', 'printer-stopped'],
    ['paused', 'printer-stopped'],
    ['shutdown', 'printer-stopped'],
    ['other-error', 'printer-stopped'],
    ['timed-out', 'printer-stopped'],
  ])('%s stops paper: %s', (reason, code) => {
    expect(readPrinter(said(PROCESSING!, [reason]))).toEqual({ blocking: { code, detail: reason }, warnings: [] })
  })

  it.each([
    ['media-low-warning', 'printer-paper-low'],
    ['toner-low-report', 'printer-toner-low'],
    ['marker-supply-low', 'printer-toner-low'],
    ['output-area-almost-full', 'printer-output-full'],
    ['marker-waste-almost-full-warning', 'printer-stopped'],
    ['other-warning', 'printer-stopped'],
  ])('%s is a warning', (reason, code) => {
    expect(readPrinter(said(IDLE!, [reason]))).toEqual({ blocking: null, warnings: [{ code, detail: reason }] })
  })

  it('names the gravest of several', () => {
    const reading = readPrinter(
      said(STOPPED!, ['media-empty-error', 'toner-low-warning', 'media-jam-error', 'cover-open-error']),
    )
    expect(reading.blocking).toEqual({ code: 'printer-jam', detail: 'media-jam-error' })
    expect(reading.warnings).toEqual([{ code: 'printer-toner-low', detail: 'toner-low-warning' }])
  })

  it.each<[string, number, string[], boolean, string]>([
    ['stopped without a reason', STOPPED!, ['none'], true, 'none'],
    ['stopped with a reason that nobody knows', STOPPED!, ['fuser-over-temp-error'], true, 'fuser-over-temp-error'],
    ['idle, but taking no jobs', IDLE!, ['none'], false, 'accepts no jobs'],
  ])('%s counts as stopped', (_, state, reasons, accepting, detail) => {
    expect(readPrinter(said(state, reasons, accepting)).blocking).toEqual({ code: 'printer-stopped', detail })
  })

  it('is ready when it says none, or something that does not matter here', () => {
    expect(readPrinter(said(IDLE!, ['none']))).toEqual({ blocking: null, warnings: [] })
    expect(readPrinter(said(IDLE!, ['cups-ipp-conformance-failure-report']))).toEqual({ blocking: null, warnings: [] })
    expect(readPrinter(new Map())).toEqual({ blocking: null, warnings: [] })
  })

  it('is not blocked by a reason that this site ignores, exactly as it is said', () => {
    const two = said(IDLE!, ['media-empty-report'])
    expect(readPrinter(two, ['media-empty-report']).blocking).toBeNull()
    expect(readPrinter(two, ['media-empty']).blocking?.code).toBe('printer-out-of-paper')
  })
})
