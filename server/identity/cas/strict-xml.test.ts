import { describe, expect, it } from 'vitest'
import { readStrictXml, type XmlElement } from './strict-xml.ts'

const root = (text: string): XmlElement => {
  const read = readStrictXml(text)
  if (!read.ok) throw new Error(read.error)
  return read.value
}

describe('a document is read', () => {
  it('with its namespaces, whatever their prefixes, and its attributes', () => {
    const a = root('<c:a xmlns:c="urn:c"><b xmlns="urn:b" k="v" c:k="foreign"/></c:a>')
    expect(a).toMatchObject({ namespace: 'urn:c', name: 'a' })
    expect(a.children[0]).toMatchObject({ namespace: 'urn:b', name: 'b', attributes: new Map([['k', 'v']]) })
  })

  it('with its text as it stands: zeros, blanks, sections and the five entities', () => {
    expect(root('<a>0020210001</a>').text).toBe('0020210001')
    expect(root('<a> 1e3 </a>').text).toBe(' 1e3 ')
    expect(root('<a>x<![CDATA[<y>&amp;]]>z</a>').text).toBe('x<y>&amp;z')
    expect(root('<a>&lt;&gt;&amp;&quot;&apos;&#x4e2d;&#22269;</a>').text).toBe(`<>&"'中国`)
  })

  it('with no text cut short by a comment', () => {
    expect(root('<a>admin<!-- -->istrator</a>').text).toBe('administrator')
  })

  it('behind blanks and under a declaration', () => {
    expect(root('\n\n\n<?xml version="1.0" encoding="UTF-8"?>\n<a/>\n').name).toBe('a')
  })

  it('with names that every object has', () => {
    const { children } = root('<a><__proto__>x</__proto__><constructor k="1" __proto__="2"/></a>')
    expect(children.map(({ name, text }) => [name, text])).toEqual([
      ['__proto__', 'x'],
      ['constructor', ''],
    ])
    expect(children[1]?.attributes.get('__proto__')).toBe('2')
  })
})

describe('a document is refused', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>`
  it.each([
    ['of which nothing is there', '', 'NOT_XML'],
    ['that is none', 'yes\nsomebody\n', 'NOT_XML'],
    ['that is a page', '<html><body><br></body></html>', 'NOT_XML'],
    ['that breaks off', '<a><b>', 'NOT_XML'],
    ['with a second root', '<a/><b/>', 'NOT_XML'],
    ['with text behind its root', '<a/>more', 'NOT_XML'],
    ['with an attribute said twice', '<a k="1" k="2"/>', 'NOT_XML'],
    ['with a prefix that stands for nothing', '<c:a/>', 'NOT_XML'],
    ['with an entity that it does not know', '<a>&nbsp;</a>', 'NOT_XML'],
    ['with a character that there is not', '<a>&#0;</a>', 'NOT_XML'],
    ['with an element named like a word for the end', '<a></b></a>', 'NOT_XML'],
    ['with a DOCTYPE', '<!DOCTYPE a><a/>', 'HAS_DOCTYPE'],
    ['with entities of its own', bomb, 'HAS_DOCTYPE'],
    ['that names a file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'HAS_DOCTYPE'],
    ['with an instruction', '<a><?php echo 1 ?></a>', 'HAS_INSTRUCTION'],
    ['of great depth', `${'<a>'.repeat(13)}${'</a>'.repeat(13)}`, 'TOO_DEEP'],
    ['that only goes deeper', '<a>'.repeat(20_000), 'TOO_DEEP'],
    ['of many attributes', `<a>${'<b c="1" d="2" e="3"/>'.repeat(500)}</a>`, 'TOO_MANY_PARTS'],
    ['of many parts', `<a>${'<b/>'.repeat(2_000)}</a>`, 'TOO_MANY_PARTS'],
  ])('%s', (_, text, word) => {
    expect(readStrictXml(text)).toEqual({ ok: false, error: word })
  })

  it('but not one of twelve levels, nor of many parts that are not too many', () => {
    expect(readStrictXml(`${'<a>'.repeat(12)}${'</a>'.repeat(12)}`).ok).toBe(true)
    expect(readStrictXml(`<a>${'<b/>'.repeat(1_999)}</a>`).ok).toBe(true)
  })
})
