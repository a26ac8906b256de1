import { describe, expect, it } from 'vitest'
import { kindOfFile } from './file-kind.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const entry = (name: string) => `PK\x03\x04\x14\x00\x00\x00\x00\x00${'\0'.repeat(16)}${name}`

describe('what a file is', () => {
  it.each([
    ['empty', ''],
    ['empty', '\0\0\0\0'],
    ['pdf', '%PDF-1.7\n'],
    ['pdf', '\xef\xbb\xbf%PDF-1.7\n'],
    ['pdf', 'HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7\n'],
    ['pdf', '<html><script>1</script></html>\n%PDF-1.7\n'],
    ['picture', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['picture', '\x89PNG\r\n\x1a\n'],
    ['picture', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['picture', 'RIFF\0\0\0\0WEBPVP8 '],
    ['ofd', entry('OFD.xml')],
    ['ofd', `${entry('Doc_0/Document.xml')}${'x'.repeat(70_000)}PK\x01\x02OFD.xml`],
    ['office', entry('[Content_Types].xml')],
    ['office', entry('word/document.xml')],
    ['office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['zip', entry('transcript.pdf')],
    ['zip', `${entry('transcript.pdf')}%PDF-1.7\n`],
    ['zip', 'Rar!\x1a\x07\x01\0'],
    ['zip', '7z\xbc\xaf\x27\x1c'],
    ['web-page', '<!DOCTYPE html><title>Sign in</title>'],
    ['encoded', `JVBERi0xLjcK${'A'.repeat(40)}`],
    ['encoded', `255044462D312E37${'0A'.repeat(20)}`],
    ['encoded', `data:application/pdf;base64,JVBERi0xLjcK${'A'.repeat(40)}`],
    ['encoded', `From: a@b\r\n\r\nJVBERi0xLjcK${'A'.repeat(30)}\r\n${'A'.repeat(30)}`],
    ['other', `Subject: ${'\n'.repeat(60_000)}`],
    ['other', 'Dear Sir or Madam'],
    ['other', '\x01\x02\x03'],
  ])('is known as %s by %j', (kind, text) => {
    expect(kindOfFile(bytes(text))).toBe(kind)
  })
})
