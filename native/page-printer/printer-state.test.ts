import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../src/fault.ts'
import { PRINTER_FAULTS } from '../../src/faults/fault-references.ts'
import { attribute } from '../ipp/message.ts'
import { PRINTER_WARNINGS } from './printer-reasons.ts'
import { readPrinter } from './printer-state.ts'

/** A cross-section of the registered keywords (RFC 8011 section 5.4.12, PWG 5100.9): paper, supplies, wear, and what is only news. */
const KNOWN_REASONS = [
  'connecting-to-device',
  'cover-open',
  'developer-empty',
  'developer-low',
  'door-open',
  'fuser-life-almost-over',
  'fuser-over-temp',
  'fuser-under-temp',
  'input-pick-roller-life-warn',
  'input-tray-missing',
  'interlock-open',
  'interpreter-resource-unavailable',
  'laser-near-eol',
  'marker-developer-almost-empty',
  'marker-supply-almost-empty',
  'marker-supply-empty',
  'marker-supply-low',
  'marker-waste-almost-full',
  'marker-waste-full',
  'marker-waste-toner-receptacle-almost-full',
  'marker-waste-toner-receptacle-full',
  'media-empty',
  'media-jam',
  'media-low',
  'media-needed',
  'media-path-media-tray-almost-full',
  'moving-to-paused',
  'opc-life-over',
  'opc-near-eol',
  'other',
  'output-area-almost-full',
  'output-area-full',
  'output-tray-missing',
  'paused',
  'power-up',
  'shutdown',
  'spool-area-full',
  'stopped-partly',
  'stopping',
  'timed-out',
  'toner-empty',
  'toner-low',
]

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
    ['marker-supply-almost-empty-error', 'printer-toner-low'],
    ['output-area-almost-full', 'printer-output-nearly-full'],
    ['marker-waste-almost-full', 'printer-waste-nearly-full'],
    ['marker-waste-almost-full-warning', 'printer-waste-nearly-full'],
    ['marker-waste-full-report', 'printer-waste-nearly-full'],
    ['other-warning', 'printer-needs-care'],
    ['spool-area-full-warning', 'printer-needs-care'],
    ['paused-warning', 'printer-needs-care'],
    ['opc-near-eol', 'printer-needs-care'],
    ['fuser-life-almost-over-error', 'printer-needs-care'],
    ['a-new-kind-of-trouble-warning', 'printer-needs-care'],
  ])('%s is a warning', (reason, code) => {
    expect(readPrinter(said(IDLE!, [reason]))).toEqual({ blocking: null, warnings: [{ code, detail: reason }] })
  })

  it.each([
    'connecting-to-device-report',
    'timed-out-report',
    'a-new-kind-of-trouble-report',
    'power-up',
    'cover-closed',
    'cups-waiting-for-job-completed',
    'media-path-config-change',
  ])('%s means nothing here', reason => {
    expect(readPrinter(said(IDLE!, [reason]))).toEqual({ blocking: null, warnings: [] })
  })

  it.each([
    ...['color-toner-low', 'toner-low-limit', 'tray-media-low', 'media-low-limit', 'marker-waste-full-bin'],
    ...['inner-output-area-almost-full', 'output-area-almost-full-again', 'inner-marker-waste-full'],
    ...['inner-marker-waste-almost-full', 'marker-waste-almost-full-again', 'near-end-of-life'],
  ])('%s-warning has a known keyword in it and is another one: what it means for paper nobody knows', reason => {
    const warnings = [{ code: 'printer-needs-care', detail: `${reason}-warning` }]
    expect(readPrinter(said(IDLE!, [`${reason}-warning`]))).toEqual({ blocking: null, warnings })
  })

  it('near-end-of-life is still to come, whatever its severity', () => {
    expect(readPrinter(said(IDLE!, ['near-end-of-life'])).warnings.map(({ code }) => code)).toEqual([
      'printer-needs-care',
    ])
  })

  it.each([
    ...['a-new-kind-of-trouble', 'a-new-kind-of-trouble-error', 'power-up-error'],
    ...['paper-lowered', 'all-none', 'none-of-it', 'power-up-failed', 'fuser-change-needed', 'cups-'],
  ])('%s stops paper: without a lesser severity it is an error', reason => {
    expect(readPrinter(said(IDLE!, [reason])).blocking).toEqual({ code: 'printer-stopped', detail: reason })
  })

  it('has no words that no printer can bring about', () => {
    const meant = KNOWN_REASONS.flatMap(reason => [
      reason,
      `${reason}-error`,
      `${reason}-warning`,
      `${reason}-report`,
    ]).flatMap(reason => {
      const { blocking, warnings } = readPrinter(said(IDLE!, [reason]))
      return [...(blocking ? [blocking] : []), ...warnings].map(({ code }) => code as string)
    })
    const otherwise =
      /^(?:printer-(?:unreachable|refused|aborted|outcome-unknown|busy|surplus|clearing|checking|pending|paper-short|tray-(?:missing|untold|empty))|receipt-printer-.+)$/
    for (const code of Object.keys(PRINTER_FAULTS))
      expect(meant.includes(code), `${code}: a keyword of the printer, or the driver itself, says it`).toBe(
        !otherwise.test(code),
      )
  })

  it('never says of a warning, a report or a thing to come that the printer has stopped', () => {
    const mild = KNOWN_REASONS.flatMap(reason =>
      /almost|near-eol|-low$|-warn$/.test(reason)
        ? [reason, `${reason}-error`, `${reason}-warning`, `${reason}-report`]
        : [`${reason}-warning`, `${reason}-report`],
    )
    for (const reason of mild) {
      const { blocking, warnings } = readPrinter(said(PROCESSING!, [reason]))
      expect(blocking?.code, reason).not.toBe('printer-stopped')
      for (const { code } of warnings) {
        expect(PRINTER_WARNINGS, reason).toContain(code)
        expect(FAULTS[code].what.en, reason).not.toMatch(/stopped|is full|out of|jam/)
      }
    }
  })

  it('says first what a visitor has most use for', () => {
    const said5 = ['opc-near-eol', 'marker-waste-almost-full', 'toner-low', 'output-area-almost-full', 'media-low']
    expect(readPrinter(said(IDLE!, said5)).warnings.map(({ code }) => code)).toEqual([
      'printer-paper-low',
      'printer-output-nearly-full',
      'printer-toner-low',
      'printer-waste-nearly-full',
      'printer-needs-care',
    ])
  })

  it('says one warning once, with all that was said', () => {
    expect(readPrinter(said(IDLE!, ['toner-low-warning', 'marker-supply-low-report'])).warnings).toEqual([
      { code: 'printer-toner-low', detail: 'toner-low-warning marker-supply-low-report' },
    ])
  })

  it('names the gravest of several', () => {
    const reading = readPrinter(
      said(STOPPED!, ['media-empty-error', 'toner-low-warning', 'media-jam-error', 'cover-open-error']),
    )
    expect(reading.blocking).toEqual({ code: 'printer-jam', detail: 'media-jam-error' })
    expect(reading.warnings).toEqual([{ code: 'printer-toner-low', detail: 'toner-low-warning' }])
  })

  it('names what it knows before what nobody knows', () => {
    const reading = readPrinter(said(STOPPED!, ['fuser-over-temp-error', 'output-area-full-error']))
    expect(reading.blocking).toEqual({ code: 'printer-output-full', detail: 'output-area-full-error' })
  })

  it.each<[string, number, string[], boolean, string]>([
    ['stopped and silent about why', STOPPED!, [], true, 'stopped without a reason'],
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
