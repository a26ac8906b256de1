import { describe, expect, it } from 'vitest'
import { qrSvg } from '../ground/rendering/qr.ts'
import { dayAt, dayOf } from './calendar.ts'
import { documentData, type University } from './document-data.ts'
import { loadKinds } from './load-kinds.ts'
import { SAMPLE_UNIVERSITY, sampleRequest, sampleSubject } from './sample-subjects.ts'
import { firstUnprintable } from './unprintable.ts'

const kinds = loadKinds(new URL('../../assets/templates', import.meta.url).pathname)

function dataFor(edition: 'zh' | 'en', subject = sampleSubject()) {
  const kind = kinds.find(one => one.kind === 'transcript')!
  const definition = kind.editions.find(one => one.edition === edition)!
  return documentData(sampleRequest('transcript', edition, subject), kind, definition, SAMPLE_UNIVERSITY)
}

describe('days', () => {
  it('are written as each language writes them', () => {
    expect(dayOf('2004-05-06', 'zh').text).toBe('2004年5月6日')
    expect(dayOf('2004-05-06', 'en').text).toBe('6 May 2004')
    expect(dayOf('2004-05-06', 'en').monthText).toBe('May 2004')
    expect(() => dayOf('6.5.2004', 'zh')).toThrow()
  })

  it('begin at midnight where the university is', () => {
    const lateUtc = new Date('2026-11-21T16:30:00Z')
    expect(dayAt(lateUtc, 'Asia/Shanghai', 'zh').text).toBe('2026年11月22日')
    expect(dayAt(lateUtc, 'UTC', 'zh').text).toBe('2026年11月21日')
  })
})

describe('what a template gets', () => {
  it('is in the language of the edition', () => {
    const [zh, en] = [dataFor('zh'), dataFor('en')]
    expect([zh.title, zh.person.name, zh.person.otherName, zh.person.sex]).toEqual([
      '学业成绩单',
      '林知夏',
      'LIN Zhixia',
      '女',
    ])
    expect([en.title, en.person.name, en.person.otherName, en.person.sex]).toEqual([
      'Academic Transcript',
      'LIN Zhixia',
      '林知夏',
      'Female',
    ])
    expect(zh.person.years).toBe(4)
    expect(zh.study?.terms[0]?.courses[0]).toEqual({
      name: '高等数学（一）',
      kind: '必修',
      credits: '5',
      mark: '92',
      point: '4.0',
    })
    expect(en.issuedOn.text).toBe('22 November 2026')
  })

  it('names a person once who has one name', () => {
    expect(dataFor('zh', sampleSubject({ nameZh: 'Ana Sol', nameEn: 'Ana Sol' })).person.otherName).toBeNull()
  })

  it('leaves out terms without results', () => {
    const subject = sampleSubject()
    const [first, ...terms] = subject.studyRecord!.terms
    const study = { ...subject.studyRecord!, terms: [{ ...first!, courses: [] }, ...terms] }
    expect(dataFor('zh', { ...subject, studyRecord: study }).study?.terms).toHaveLength(7)
  })

  it('writes typographic apostrophes in English as the fonts have them in proportion', () => {
    expect(dataFor('en', sampleSubject({ nameEn: 'Aoife O’Brien' })).person.name).toBe("Aoife O'Brien")
  })
})

describe('the words in the seal', () => {
  const wordsOf = (
    kind: string,
    own: Partial<University> = {},
    group: 'undergraduate' | 'graduate' = 'undergraduate',
  ) => {
    const definition = kinds.find(one => one.kind === kind)!
    const subject = sampleSubject({ group })
    const edition = definition.editions[0]!
    const university = { ...SAMPLE_UNIVERSITY, ...own }
    return documentData(sampleRequest(kind, edition.edition, subject), definition, edition, university).university
      .sealWords
  }

  it('are those of the kind and of the office that answers for the person', () => {
    expect(wordsOf('transcript')).toBe('教务处成绩专用章')
    expect(wordsOf('transcript', {}, 'graduate')).toBe('研究生院成绩专用章')
    expect(wordsOf('enrolment-proof')).toBe('学籍证明专用章')
  })

  it('are the site’s where it has its own, for a kind or for a group of it', () => {
    const sealWordsByKind = { transcript: '成绩专用', 'transcript.graduate': '研究生成绩' }
    expect(wordsOf('transcript', { sealWordsByKind })).toBe('成绩专用')
    expect(wordsOf('transcript', { sealWordsByKind }, 'graduate')).toBe('研究生成绩')
    expect(wordsOf('enrolment-proof', { sealWordsByKind })).toBe('学籍证明专用章')
  })

  it('are the general ones for a kind that says none', () => {
    const kind = { ...kinds[0]!, sealWords: null, sealWordsByGroup: {} }
    const request = sampleRequest(kind.kind, kind.editions[0]!.edition, sampleSubject())
    expect(documentData(request, kind, kind.editions[0]!, SAMPLE_UNIVERSITY).university.sealWords).toBe('电子签章')
  })
})

describe('characters that paper cannot carry', () => {
  it.each([
    ['a control', '林\u0007知夏', 'U+0007'],
    ['a line end', '林\n知夏', 'U+000A'],
    ['a change of direction', 'abc\u202edef', 'U+202E'],
    ['a private one of an old system', '林\ue0a1', 'U+E0A1'],
    ['a picture', 'Lin \u{1f600}', 'U+1F600'],
    ['half of a pair', '\ud842', 'U+D842'],
  ])('%s', (_, text, found) => {
    expect(firstUnprintable({ a: 1, b: ['ok', { c: text }] })).toBe(found)
  })

  it('are not those of any living script', () => {
    expect(firstUnprintable(['㛃䶮𠮷', 'Đặng Łukasz', '阿依努尔·买买提', 'བོད', null, 3])).toBeNull()
  })
})

describe('the QR code', () => {
  it('is one path with a quiet zone of four modules', () => {
    const svg = qrSvg('https://verify.yinzheng.example/v/K7QXM2PD9RWT5HNC83VBYZ4FGJ')
    const size = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1])
    const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].map(([, x, y, width]) => [x, y, width].map(Number))
    expect(Math.min(...runs.map(([x = 0]) => x))).toBe(4)
    expect(Math.max(...runs.map(([x = 0, , width = 0]) => x + width))).toBe(size - 4)
    expect(runs[0]).toEqual([4, 4, 7])
  })
})
