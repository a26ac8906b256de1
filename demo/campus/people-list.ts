import { both, escapeHtml } from '../phone-page.ts'
import type { CampusPerson } from './people.ts'

/** With which number and password the people of the demo log in. */
export function peopleList(people: readonly CampusPerson[]): string {
  const rows = people
    .filter(({ isShown }) => isShown)
    .map(person => `<li>${nameOf(person)} ${escapeHtml(person.number)} · ${escapeHtml(person.password)}</li>`)
  return `<section class="card"><p>${both('演示账号：学号或工号 · 密码', 'People of the demo: number · password')}</p>
<ol>${rows.join('\n')}</ol></section>`
}

/** Who is written in the same letters in both languages is named once. */
function nameOf({ name: { zh, en } }: CampusPerson): string {
  if (zh === en) return `<strong lang="en">${escapeHtml(en)}</strong><br>`
  return `<strong>${escapeHtml(zh)}</strong> <span class="en" lang="en">${escapeHtml(en)}</span>`
}
