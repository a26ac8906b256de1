import { FURTHER_TABLES, type FurtherTable } from './further-rows.ts'
import { samplePeople } from './notable.ts'
import type { SamplePerson } from './people.ts'

type Value = string | number | boolean | null

const literal = (value: Value): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value === null ? 'null' : String(value)

function insert(table: string, rows: readonly (readonly Value[])[]): string {
  const lines: string[] = []
  for (let from = 0; from < rows.length; from += 500) {
    const values = rows.slice(from, from + 500).map(row => `  (${row.map(literal).join(', ')})`)
    lines.push(`insert into ${table} values\n${values.join(',\n')};`)
  }
  return lines.join('\n')
}

/** The tables that a registry's system might have, and over them the views that the server's records adapter asks by default. */
const TABLES = `
drop schema if exists university cascade;
create schema university;
create table university.person (
  person_id text primary key, person_group text not null, name_zh text not null, name_en text not null,
  number text not null unique, id_number text, sex text not null, born_on date not null,
  college_zh text not null, college_en text not null, major_zh text, major_en text, level text,
  since date not null, until date, status text not null, post_zh text, post_en text, mail text
);
create index on university.person (id_number);
create table university.card (
  card_uid text primary key, person_id text not null references university.person, lost boolean not null
);
create table university.term (term_key text primary key, term_name_zh text not null, term_name_en text not null);
create table university.course (
  code text primary key, name_zh text not null, name_en text not null, kind text not null, credits numeric(4, 1) not null
);
create table university.result (
  person_id text not null references university.person, term_key text not null references university.term,
  code text not null references university.course, mark_zh text not null, mark_en text not null,
  grade_point numeric(3, 1), primary key (person_id, term_key, code)
);
create table university.study_totals (
  person_id text primary key references university.person, credits_earned numeric(6, 1) not null,
  grade_point_average numeric(3, 2)
);
create view university.card_holder as
  select * from university.person join university.card using (person_id);
create view university.course_result as
  select * from university.result join university.term using (term_key) join university.course using (code);
`

/** A table of the further ones: a person's key, then its own columns, found by person. */
function furtherTable(table: FurtherTable, people: readonly SamplePerson[]): string {
  const columns: Readonly<Record<string, string>> = FURTHER_TABLES[table]
  const rows = people.flatMap(({ person, further }) =>
    further[table].map(row => [person.personId, ...Object.keys(columns).map(column => row[column] ?? null)]),
  )
  const described = Object.entries(columns).map(([column, type]) => `${column} ${type}`)
  return `create table university.${table} (
  person_id text not null references university.person, ${described.join(', ')}
);
create index on university.${table} (person_id);
${insert(`university.${table}`, rows)}`
}

/** The sample university as one SQL script for `runSetupScript`: the same text each time. */
export function universitySql(people: readonly SamplePerson[] = samplePeople()): string {
  const studied = people.flatMap(({ person, study }) => (study ? [{ id: person.personId, study }] : []))
  const results = studied.flatMap(({ id, study }) => study.results.map(result => ({ id, ...result })))
  const terms = new Map(results.map(({ term }) => [term.key, [term.key, term.zh, term.en]]))
  const courses = new Map(
    results.map(({ course }) => [course.code, [course.code, course.zh, course.en, course.kind, course.credits]]),
  )
  return [
    TABLES,
    insert('university.person', people.map(personRow)),
    insert(
      'university.card',
      people.map(({ cardUid, person, cardLost }) => [cardUid, person.personId, cardLost]),
    ),
    insert('university.term', [...terms.values()]),
    insert('university.course', [...courses.values()]),
    insert(
      'university.result',
      results.map(({ id, term, course, markZh, markEn, gradePoint }) => [
        ...[id, term.key, course.code],
        ...[markZh, markEn, gradePoint],
      ]),
    ),
    insert(
      'university.study_totals',
      studied.map(({ id, study }) => [id, study.creditsEarned, study.gradePointAverage]),
    ),
    ...(Object.keys(FURTHER_TABLES) as FurtherTable[]).map(table => furtherTable(table, people)),
  ].join('\n')
}

/** The mailbox that the sample university has given a person. */
const mailOf = ({ mail, number }: SamplePerson['person']): string | null =>
  mail === undefined ? `${number.toLowerCase()}@stu.example.edu.cn` : mail

function personRow({ person }: SamplePerson): Value[] {
  return [
    ...[person.personId, person.group, person.nameZh, person.nameEn, person.number, person.idNumber, person.sex],
    ...[person.bornOn, person.college.zh, person.college.en, person.major?.zh ?? null, person.major?.en ?? null],
    ...[person.level, person.since, person.until, person.status, person.post?.zh ?? null, person.post?.en ?? null],
    mailOf(person),
  ]
}
