import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { latin1 } from '../../src/pdf/bytes.ts'
import { openPdf } from '../../src/pdf/objects.ts'
import { judgeAsKiosk } from './judge-as-kiosk.ts'
import { preparePades, signPades } from './pades.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from './sample-authority.ts'
import { appendRevision, SAMPLE_OBJECTS, samplePdf } from './sample-pdf.ts'
import { signerFromPem } from './signer.ts'

const house = sampleAuthority()
const claimedAt = new Date(SAMPLE_NOW_MS)
const check = (pdf: Uint8Array, root = house.root) => judgeAsKiosk(pdf, { anchors: [root] }, SAMPLE_NOW_MS)

describe('putting the seal into a file', () => {
  it('leaves one revision, every object as it was, and a certification that allows no change', async () => {
    const plain = samplePdf()
    const signed = await signPades(plain, house.signer, { claimedAt })
    expect(openPdf(signed).sections).toHaveLength(1)
    const text = latin1(signed)
    for (const object of SAMPLE_OBJECTS.slice(1).filter((_, index) => index !== 1))
      expect(text).toContain(latin1Of(object))
    expect(text).toContain('/TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1')
    expect(text).toContain('/SubFilter /ETSI.CAdES.detached /M (D:20261122040000Z)')
    expect(text).toContain('/ID [<01> <01>]')
    expect(text).toMatch(/\/Subtype \/Widget \/FT \/Sig .*\/F 132 \/Rect \[0 0 0 0\]/)
  })

  it('lets a tagged file with the metadata of PDF/A say that it is accessible, and no other', async () => {
    const [, pages, page, ...rest] = SAMPLE_OBJECTS as string[]
    const xmp =
      '<pdfaExtension:schemas><rdf:Bag></rdf:Bag></pdfaExtension:schemas><pdfaid:conformance>A</pdfaid:conformance>'
    const metadata = `<< /Type /Metadata /Length ${xmp.length} /Subtype /XML >>\nstream\n${xmp}\nendstream`
    const catalog = (more: string) => `<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R ${more} >>`
    const sealed = async (more: string, xmpObject = metadata) => {
      const pdf = samplePdf([catalog(more), pages!, page!, ...rest, xmpObject])
      const signed = await signPades(pdf, house.signer, { claimedAt })
      expect((await check(signed)).verdict).toBe('valid')
      return latin1(signed)
    }
    for (const more of ['', ' /ViewerPreferences << /Direction /L2R >>', ' /ViewerPreferences << >>']) {
      const text = await sealed(`/StructTreeRoot << >>${more}`)
      expect(text).toContain('/DisplayDocTitle true')
      expect(text).toContain('/Tabs /S')
      const [, length, body] = /\/Length (\d+) \/Subtype \/XML >>\nstream\n(.*)\nendstream/.exec(text)!
      expect(body).toHaveLength(Number(length))
      expect(body).toMatch(/<pdfaExtension:schemas><rdf:Bag>.*<pdfaProperty:name>part<.*<pdfuaid:part .*>1</)
    }
    expect(await sealed('')).not.toContain('pdfuaid')
    const unlike = '<< /Type /Metadata /Length 3 /Subtype /XML >>\nstream\n<a>\nendstream'
    expect(await sealed('/StructTreeRoot << >>', unlike)).not.toContain('DisplayDocTitle')
  })

  it('is done in two halves, so that the key may be elsewhere', async () => {
    const prepared = preparePades(samplePdf(), house.signer, { claimedAt })
    const signature = await house.signer.sign(prepared.toSign)
    expect((await check(prepared.embed(signature))).verdict).toBe('valid')
    expect((await check(prepared.embed(signature.slice(0, -1)))).printable).toBe(false)
  })

  it('prepares the same file for the same input', () => {
    const [one, two] = [1, 2].map(() => preparePades(samplePdf(), house.signer, { claimedAt }))
    expect(one?.toSign).toEqual(two?.toSign)
  })

  it('takes no file that another may have prepared', () => {
    const prepare = (pdf: Uint8Array) => () => preparePades(pdf, house.signer, { claimedAt })
    expect(prepare(appendRevision(samplePdf(), new Map([[4, 'null']])))).toThrow(/one revision/)
    const [, pages, page, ...rest] = SAMPLE_OBJECTS as string[]
    const form = '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [] >> >>'
    expect(prepare(samplePdf([form, pages!, page!, ...rest]))).toThrow(/AcroForm/)
    const noted = page!.replace('/Parent', '/Annots [] /Parent')
    expect(prepare(samplePdf([SAMPLE_OBJECTS[0]!, pages!, noted, ...rest]))).toThrow(/Annots/)
    expect(() => preparePades(samplePdf(), house.signer, { claimedAt, fieldName: 'a)b' })).toThrow(/letters and digits/)
  })

  it('refuses to embed a signature without room', () => {
    const prepared = preparePades(samplePdf(), house.signer, { claimedAt })
    expect(() => prepared.embed(new Uint8Array(4000))).toThrow(/room/)
  })
})

describe('a signer from PEM', () => {
  const key = (keys: ReturnType<typeof generateKeyPairSync>) =>
    keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

  it.each([
    ['RSA 3072', generateKeyPairSync('rsa', { modulusLength: 3072 }), 'rsa-sha256'],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }), 'ecdsa-sha384'],
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' }), 'ecdsa-sha256'],
  ])('signs with %s', async (_, keys, algorithm) => {
    const own = sampleAuthority({ seal: { publicKey: keys.publicKey }, signs: false })
    const signer = signerFromPem({
      certificatesPem: pem(own.seal) + pem(own.issuing) + pem(own.root),
      privateKeyPem: key(keys),
    })
    expect(signer.algorithm).toBe(algorithm)
    expect(signer.chain).toEqual([own.issuing])
    expect((await check(await signPades(samplePdf(), signer, { claimedAt }), own.root)).verdict).toBe('valid')
  })

  it('does not take a key of another certificate, a weak key or no certificate', () => {
    const stranger = key(generateKeyPairSync('ec', { namedCurve: 'P-256' }))
    expect(() => signerFromPem({ certificatesPem: pem(house.seal), privateKeyPem: stranger })).toThrow(
      /does not belong/,
    )
    expect(() => signerFromPem({ certificatesPem: '', privateKeyPem: stranger })).toThrow(/no certificate/)
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const own = sampleAuthority({ seal: { publicKey: weak.publicKey }, signs: false })
    expect(() => signerFromPem({ certificatesPem: pem(own.seal), privateKeyPem: key(weak) })).toThrow(/at least 2048/)
  })
})

function latin1Of(object: string | Uint8Array): string {
  return typeof object === 'string' ? object : latin1(object)
}
