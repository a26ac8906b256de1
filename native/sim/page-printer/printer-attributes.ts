import { attribute, type IppAttribute } from '../../ipp/message.ts'
import { OPERATIONS } from '../../ipp/tags.ts'
import { FORMAT, MEDIA, operationsOf, toldSides } from './abilities.ts'
import { lifeCountersOf } from './counters.ts'
import { inputTrays } from './input-tray.ts'
import { isEnd } from './job.ts'
import type { Telling } from './job-attributes.ts'
import { toldOf, toldStanding } from './told.ts'
import { toldSources } from './trays.ts'
import { upTimeOf } from './up-time.ts'

const PRINTER_STATES = { idle: 3, processing: 4, stopped: 5 } as const
const UUID = 'urn:uuid:4509a320-00a0-008f-00b6-002507510eca'

/** All that can be asked about the printer (RFC 8011 section 5.4, PWG 5100.13 and PWG 5100.22). */
export function printerAttributes(telling: Telling): IppAttribute[] {
  return [...description(telling), ...standing(telling), ...figures(telling), ...abilities(telling)]
}

function description({ uri, manners }: Telling): IppAttribute[] {
  return [
    attribute.uri('printer-uri-supported', uri),
    attribute.keyword('uri-security-supported', 'none'),
    attribute.keyword('uri-authentication-supported', 'none'),
    attribute.name('printer-name', 'Simulated page printer'),
    attribute.text('printer-info', 'Simulated page printer'),
    attribute.text('printer-location', 'in memory'),
    attribute.text('printer-make-and-model', 'Yinzheng page printer simulator'),
    attribute.uri('printer-more-info', uri.replace(/^ipp:/, 'http:')),
    ...(manners.tellsLittle ? [] : [attribute.uri('printer-uuid', UUID)]),
    attribute.keyword('ipp-versions-supported', '1.1', '2.0'),
    attribute.enum('operations-supported', ...operationsOf(manners).map(operation => OPERATIONS[operation])),
    attribute.charset('charset-configured', 'utf-8'),
    attribute.charset('charset-supported', 'utf-8'),
    attribute.language('natural-language-configured', 'en'),
    attribute.language('generated-natural-language-supported', 'en'),
  ]
}

/** How it is just now. */
function standing({ state, manners, nowMs, configChangedMs }: Telling): IppAttribute[] {
  const told = toldStanding(state, manners)
  const time = (name: string, atMs: number) => attribute.integer(name, upTimeOf(atMs, state, manners))
  return [
    attribute.enum('printer-state', PRINTER_STATES[told.state]),
    attribute.keyword('printer-state-reasons', ...(told.reasons.length > 0 ? told.reasons : ['none'])),
    attribute.boolean('printer-is-accepting-jobs', true),
    ...(manners.upTime === 'none' ? [] : [time('printer-up-time', nowMs)]),
    ...(manners.tellsLittle
      ? []
      : [
          time('printer-state-change-time', state.stateChangedMs),
          time('printer-config-change-time', Math.max(configChangedMs, state.poweredMs)),
        ]),
  ]
}

/** What it counts: its queue, its life (PWG 5100.22 section 7.7) and its tray. */
function figures({ state, manners, nowMs }: Telling): IppAttribute[] {
  const waiting = state.jobs.filter(job => !isEnd(toldOf(job, manners, nowMs).state))
  const { sheets, impressions } = lifeCountersOf(state, manners, nowMs)
  const trays = inputTrays(state, manners)
  const ready = attribute.keyword('media-ready', MEDIA[0])
  return [
    attribute.integer('queued-job-count', waiting.length),
    ...(impressions === null ? [] : [attribute.integer('printer-impressions-completed', impressions)]),
    ...(sheets === null ? [] : [attribute.integer('printer-media-sheets-completed', sheets)]),
    ...(trays ? [trays, state.traySheets > 0 ? ready : noValue('media-ready')] : []),
  ]
}

function abilities({ manners }: Telling): IppAttribute[] {
  const which = manners.refusesAllJobs ? ['completed', 'not-completed'] : ['completed', 'not-completed', 'all']
  return [
    attribute.mime('document-format-default', FORMAT),
    attribute.mime('document-format-supported', FORMAT),
    attribute.keyword('pdl-override-supported', 'attempted'),
    attribute.keyword('compression-supported', 'none'),
    ...(manners.tellsLittle
      ? []
      : [
          attribute.keyword('which-jobs-supported', ...which),
          attribute.keyword('job-creation-attributes-supported', ...CREATION_ATTRIBUTES),
        ]),
    { name: 'copies-supported', values: [{ kind: 'range', lower: 1, upper: 1 }] },
    attribute.integer('copies-default', 1),
    attribute.keyword('sides-default', 'one-sided'),
    attribute.keyword('sides-supported', ...toldSides(manners)),
    attribute.keyword('media-default', MEDIA[0]),
    attribute.keyword('media-supported', ...MEDIA),
    ...toldSources(manners),
    attribute.keyword('print-color-mode-default', 'monochrome'),
    attribute.keyword('print-color-mode-supported', 'monochrome', 'auto'),
    { name: 'printer-resolution-default', values: [{ kind: 'resolution', across: 600, feed: 600, unit: 'dpi' }] },
    { name: 'media-col-default', values: [{ kind: 'collection', members: [A4_SIZE] }] },
  ]
}

const CREATION_ATTRIBUTES = [
  ...['job-name', 'requesting-user-name', 'document-format', 'ipp-attribute-fidelity'],
  ...['copies', 'media', 'sides', 'print-color-mode'],
]

/** In hundredths of a millimetre (PWG 5100.7). */
const A4_SIZE: IppAttribute = {
  name: 'media-size',
  values: [
    {
      kind: 'collection',
      members: [attribute.integer('x-dimension', 21_000), attribute.integer('y-dimension', 29_700)],
    },
  ],
}

function noValue(name: string): IppAttribute {
  return { name, values: [{ kind: 'no-value' }] }
}
