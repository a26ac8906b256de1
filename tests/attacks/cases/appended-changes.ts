import { bad, type Case, LATER, type Word } from '../case.ts'
import {
  BETTER_GRADES,
  COVER,
  changed,
  type DocumentKnobs,
  extended,
  FREE,
  fieldText,
  formXObject,
  N,
  transcript,
} from '../document.ts'
import { append, type Body, type Revision, stream } from '../pdf-writer.ts'
import { PERMS, sealed, signed, UNCERTIFIED } from '../sign.ts'

const KNOBS: DocumentKnobs = { fields: [`${N.field} 0 R`], annotations: [`${N.field} 0 R`], perms: PERMS }
const base = transcript(KNOBS)
const body = (number: number): Body => base.get(number)!
const FORGED = stream('', BETTER_GRADES)

/** The sealed transcript with one well-formed revision behind it that has these objects. */
const after = (
  id: string,
  about: string,
  objects: readonly (readonly [number, Body | null])[],
  layout: Partial<Revision> = {},
  publicWords: Word | readonly Word[] = 'tampered',
): Case =>
  bad(
    `appended/${id}`,
    about,
    'tampered',
    () => append(sealed(), { objects: new Map(objects), ...layout }),
    publicWords,
  )

/** A change in the catalogue alone. */
const catalog = (id: string, about: string, more: string, others: readonly (readonly [number, Body])[] = []): Case =>
  after(id, about, [[N.catalog, extended(body(N.catalog), more)], ...others])
const page = (
  id: string,
  about: string,
  from: string | RegExp,
  to: string,
  others: readonly (readonly [number, Body])[] = [],
): Case => after(id, about, [[N.page, changed(body(N.page), from, to)], ...others])
const annotation = (id: string, about: string, text: string, others: readonly (readonly [number, Body])[] = []): Case =>
  page(id, about, /\/Annots \[([^\]]*)\]/, `/Annots [$1 ${FREE} 0 R]`, [[FREE, text], ...others])

const cover = formXObject(COVER, '0 0 300 80')
const BOX = '/Rect [60 660 360 740] /F 4'
const freed = (number: number): readonly (readonly [number, null])[] => [[number, null]]
/** Kept out of sight: what only changes metadata may be named or refused by the gentle policy. */
const HARMLESS: readonly Word[] = ['tampered', LATER]

/** Content changed by a revision that is well formed: the incremental saving attack and its small sisters. */
export const APPENDED_CHANGES: readonly Case[] = [
  after('content', 'the page content replaced', [[N.content, FORGED]]),
  bad('appended/content-approval', 'the page content replaced behind an approval signature', 'tampered', () =>
    append(signed(), { objects: new Map([[N.content, FORGED]]) }),
  ),
  bad('appended/content-certified-3', 'the page content replaced where annotations are allowed', 'tampered', () =>
    append(sealed({ certify: 3 }), { objects: new Map([[N.content, FORGED]]) }),
  ),
  bad('appended/content-stream-xref', 'a cross-reference stream file, changed by another', 'tampered', () =>
    append(sealed({}, {}, { xref: 'stream' }), { objects: new Map([[N.content, FORGED]]), xref: 'stream' }),
  ),
  bad('appended/content-packed', 'an object stream that overrides the page', 'tampered', () =>
    append(sealed({}, {}, { xref: 'stream', packed: [N.catalog, N.page] }), {
      objects: new Map<number, Body>([
        [N.page, changed(body(N.page), '/Contents 4 0 R', '/Contents 20 0 R')],
        [FREE, FORGED],
      ]),
      ...{ xref: 'stream', packed: [N.page] },
    }),
  ),
  page('content-redirected', 'the page points to other content', '/Contents 4 0 R', `/Contents ${FREE} 0 R`, [
    [FREE, FORGED],
  ]),
  page('content-added', 'content drawn on top', '/Contents 4 0 R', `/Contents [4 0 R ${FREE} 0 R]`, [
    [FREE, stream('', COVER)],
  ]),
  page('content-emptied', 'the page without content', '/Contents 4 0 R', ''),
  after('font-encoding', 'digits that change places in the font', [
    [N.font, changed(body(N.font), '/WinAnsiEncoding', '<< /BaseEncoding /WinAnsiEncoding /Differences [54 /nine] >>')],
  ]),
  page('font-swapped', 'another font under the same name', '/F1 5 0 R', `/F1 ${FREE} 0 R`, [
    [FREE, '<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>'],
  ]),
  after('seal-swapped', 'the seal drawn differently', [[N.seal, formXObject(COVER, '0 0 300 80')]]),
  page('xobject-swapped', 'another picture under the same name', '/Seal 9 0 R', `/Seal ${FREE} 0 R`, [[FREE, cover]]),
  page('crop-box', 'a page cut to size', '/MediaBox', '/CropBox [0 400 595 842] /MediaBox'),
  page('media-box', 'a page of another size', '[0 0 595 842]', '[0 690 595 842]'),
  page('rotated', 'a page on its head', '/MediaBox', '/Rotate 180 /MediaBox'),
  page('user-unit', 'a page ten times as large', '/MediaBox', '/UserUnit 10 /MediaBox'),
  page('inherited-box', 'boxes that come from the page tree', /\/MediaBox \[[^\]]*\]/, '', [
    [N.pages, `<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>`],
  ]),
  page('page-action', 'an action of the page', '/MediaBox', '/AA << /O << /S /Named /N /Print >> >> /MediaBox'),
  page(
    'transparency-group',
    'a transparency group on the page',
    '/MediaBox',
    '/Group << /S /Transparency /CS /DeviceCMYK >> /MediaBox',
  ),
  annotation(
    'free-text',
    'a text box over the grades',
    `<< /Type /Annot /Subtype /FreeText ${BOX} /Contents (Analysis: 98) /DA (/F1 12 Tf) /AP << /N 21 0 R >> >>`,
    [[21, cover]],
  ),
  annotation(
    'stamp',
    'a rubber stamp over the grades',
    `<< /Type /Annot /Subtype /Stamp ${BOX} /AP << /N 21 0 R >> >>`,
    [[21, cover]],
  ),
  annotation(
    'link',
    'a link over the page',
    '<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (http://example.test) >> >>',
  ),
  annotation('redaction', 'a redaction mark', `<< /Type /Annot /Subtype /Redact ${BOX} >>`),
  annotation(
    'widget',
    'a push button over the grades',
    `<< /Type /Annot /Subtype /Widget /FT /Btn /Ff 65536 /T (B) ${BOX} /AP << /N 21 0 R >> >>`,
    [[21, cover]],
  ),
  annotation(
    'hidden-note',
    'a note that no one sees',
    '<< /Type /Annot /Subtype /Text /F 2 /Rect [0 0 0 0] /Contents (x) >>',
  ),
  after('seal-appearance', 'the seal widget made visible over the grades', [
    [N.field, fieldText('60 660 360 740', `/AP << /N ${FREE} 0 R >>`)],
    [FREE, cover],
  ]),
  catalog('optional-content', 'a layer switched off', '/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >>', [
    [FREE, '<< /Type /OCG /Name (L) >>'],
  ]),
  catalog('open-action', 'an action at opening', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
  catalog('catalog-action', 'an action before printing', '/AA << /WP << /S /JavaScript /JS (this.x) >> >>'),
  catalog(
    'scripts',
    'a script in the name tree',
    '/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >>',
  ),
  catalog('attachment', 'a file attached', '/Names << /EmbeddedFiles << /Names [(a.pdf) 20 0 R] >> >>', [
    [FREE, '<< /Type /Filespec /F (a.pdf) /EF << /F 21 0 R >> >>'],
    [21, stream('/Type /EmbeddedFile', 'x')],
  ]),
  catalog('associated-file', 'an associated file', '/AF [20 0 R]', [[FREE, '<< /Type /Filespec /F (a.pdf) >>']]),
  catalog('viewer-preferences', 'other viewer preferences', '/ViewerPreferences << /Direction /R2L >>'),
  catalog('outlines', 'bookmarks', '/Outlines 20 0 R', [[FREE, '<< /Type /Outlines /Count 0 >>']]),
  catalog('page-labels', 'pages renumbered', '/PageLabels << /Nums [0 << /S /D /St 9 >>] >>'),
  catalog('page-mode', 'another page mode', '/PageMode /UseAttachments'),
  catalog('needs-rendering', 'an XFA form to be rendered', '/NeedsRendering true'),
  catalog(
    'output-intent',
    'another output intent',
    '/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (x) >>]',
  ),
  catalog('structure', 'another structure tree', '/StructTreeRoot 20 0 R', [[FREE, '<< /Type /StructTreeRoot >>']]),
  catalog('version', 'another version', '/Version /2.0'),
  catalog('unknown-key', 'an unknown key in the catalogue', '/XYZ_Secret true'),
  after('page-added', 'a second page', [
    [N.pages, '<< /Type /Pages /Kids [3 0 R 20 0 R] /Count 2 >>'],
    [FREE, changed(changed(body(N.page), /\/Annots \[[^\]]*\]/, ''), '/Contents 4 0 R', '/Contents 21 0 R')],
    [21, FORGED],
  ]),
  after('page-replaced', 'the page tree leads to another page', [
    [N.pages, '<< /Type /Pages /Kids [20 0 R] /Count 1 >>'],
    [FREE, changed(body(N.page), '/Contents 4 0 R', '/Contents 21 0 R')],
    [21, FORGED],
  ]),
  bad('appended/page-removed', 'the last of four pages taken out', 'tampered', () =>
    append(sealed({}, { pages: 4 }), {
      objects: new Map([[N.pages, '<< /Type /Pages /Kids [3 0 R 100 0 R 102 0 R] /Count 3 >>']]),
    }),
  ),
  bad('appended/pages-reordered', 'pages in another order', 'tampered', () =>
    append(sealed({}, { pages: 4 }), {
      objects: new Map([[N.pages, '<< /Type /Pages /Kids [3 0 R 104 0 R 102 0 R 100 0 R] /Count 4 >>']]),
    }),
  ),
  after('page-tree', 'the catalogue leads to another page tree', [
    [N.catalog, changed(body(N.catalog), '/Pages 2 0 R', '/Pages 20 0 R')],
    [FREE, '<< /Type /Pages /Kids [21 0 R] /Count 1 >>'],
    [21, changed(changed(body(N.page), '/Contents 4 0 R', '/Contents 22 0 R'), '/Parent 2 0 R', '/Parent 20 0 R')],
    [22, FORGED],
  ]),
  after(
    'new-root',
    'a trailer that leads to another catalogue',
    [
      [FREE, changed(body(N.catalog), '/Pages 2 0 R', '/Pages 21 0 R')],
      [21, '<< /Type /Pages /Kids [22 0 R] /Count 1 >>'],
      [22, changed(body(N.page), '/Contents 4 0 R', '/Contents 23 0 R')],
      [23, FORGED],
    ],
    { root: `${FREE} 0 R` },
  ),
  after('freed-content', 'the content freed', freed(N.content)),
  after('freed-font', 'the font freed', freed(N.font)),
  after('freed-info', 'the information freed', freed(N.info)),
  after(
    'generation-bump',
    'the content under a higher generation, and the page with it',
    [
      [N.content, FORGED],
      [N.page, changed(body(N.page), '/Contents 4 0 R', '/Contents 4 1 R')],
    ],
    { generations: new Map([[N.content, 1]]) },
  ),
  after('content-nulled', 'the content made null', [[N.content, 'null']]),
  after('perms-removed', 'the permissions taken out', [[N.catalog, changed(body(N.catalog), /\/Perms << .*? >>/, '')]]),
  after('perms-to-other', 'the permissions point to a signature dictionary of the attacker', [
    [N.catalog, changed(body(N.catalog), '/DocMDP 8 0 R', '/DocMDP 20 0 R')],
    [FREE, '<< /Type /Sig /Filter /Adobe.PPKLite >>'],
  ]),
  after('form-removed', 'the form taken out', [[N.catalog, changed(body(N.catalog), /\/AcroForm << .*? >>/, '')]]),
  after('fields-emptied', 'the form without its field', [[N.catalog, changed(body(N.catalog), '[7 0 R]', '[]')]]),
  after('value-nulled', 'the field without its value', [[N.field, fieldText('0 0 0 0', '', '/V null')]]),
  after('value-removed', 'the field with no value key', [[N.field, fieldText('0 0 0 0', '', '')]]),
  bad('appended/field-freed', 'the field freed', ['tampered', 'malformed'], () =>
    append(sealed(), { objects: new Map(freed(N.field)) }),
  ),
  after('field-renamed', 'the field under another name', [[N.field, fieldText('0 0 0 0', '', '/V 8 0 R', 'Other')]]),
  after('field-type', 'the field as a text field', [[N.field, changed(fieldText('0 0 0 0'), '/FT /Sig', '/FT /Tx')]]),
  after('signature-freed', 'the signature dictionary freed', freed(N.signature)),
  after(
    'signature-copied',
    'the signature dictionary written again, empty',
    [[N.signature, '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached >>']],
    {},
    ['tampered', 'malformed'],
  ),
  after('information', 'another title', [[N.info, '<< /Title (Diploma) >>']], {}, HARMLESS),
  after(
    'metadata',
    'metadata added',
    [
      [N.catalog, extended(body(N.catalog), '/Metadata 20 0 R')],
      [FREE, stream('/Type /Metadata /Subtype /XML', '<x/>')],
    ],
    {},
    HARMLESS,
  ),
  after('unused', 'an object that nothing refers to', [[FREE, '<< /Unused true >>']], {}, HARMLESS),
  after('nothing', 'a revision without an object', [], {}, [...HARMLESS, 'valid', 'malformed']),
  bad('appended/changed-back', 'a change, and a revision that takes it back', 'tampered', () => {
    const first = append(sealed(), { objects: new Map([[N.content, FORGED]]) })
    return append(first, { objects: new Map([[N.content, body(N.content)]]) })
  }),
  bad('appended/thrice', 'three revisions, the middle one of which changes a grade', 'tampered', () => {
    let pdf = sealed({ certify: 2 })
    for (const objects of [
      new Map<number, Body>([[FREE, '<< >>']]),
      new Map([[N.content, FORGED]]),
      new Map<number, Body>([[FREE, '<< >>']]),
    ])
      pdf = append(pdf, { objects })
    return pdf
  }),
  bad('appended/four-pages', 'the content of page 3 of 4', 'tampered', () =>
    append(sealed({}, { pages: 4 }), { objects: new Map([[103, FORGED]]) }),
  ),
  bad('appended/uncertified-catalog', 'a script behind an approval signature', 'tampered', () =>
    append(signed(), {
      objects: new Map([
        [
          N.catalog,
          extended(
            transcript({ fields: ['7 0 R'], ...UNCERTIFIED }).get(N.catalog),
            '/OpenAction << /S /JavaScript /JS (1) >>',
          ),
        ],
      ]),
    }),
  ),
]
