import { answer, begin, door } from './apply.js';
import type { Citizen } from './plan.js';
import type { Visitor } from './visitor.js';

/** As far as the papers, and both of them as photos. */
export async function sendFiles(anybody: Citizen, visitor: Visitor, photo: Buffer): Promise<void> {
  const citizen = { ...anybody, isUnlikely: false };
  await begin(citizen, visitor);
  let page = await visitor.open('page', `${door}/form?lang=${citizen.language}`);
  while (!page.includes(pathTo('proof_income'))) page = await answer(citizen, visitor, page);
  for (const paper of ['proof_income', 'proof_address']) {
    await visitor.sendFile('file', `${pathTo(paper)}&lang=${citizen.language}`, 'IMG_0042.jpg', photo);
  }
}

const pathTo = (paper: string): string => `${door}/file?question=${paper}`;
