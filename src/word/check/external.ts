import { posix } from 'node:path';
import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Related, Relationship } from '../../ooxml/relationships.ts';
import type { Finding } from '../codes.ts';
import { placeIn, type Tree } from '../template/part-tree.ts';

/**
 * What a template takes from outside itself. Word fetches it when the finished paper is opened: it may be gone, be
 * changed, or be another person's server that learns who reads. Links that a reader clicks are no such thing.
 */

interface Kind {
  says: (target: string) => string;
  help: string;
}

const breakLink = 'in Word, choose File, Info, Edit Links to Files, and Break Link';

/** By the last word of the relationship's type. */
const kinds: Record<string, Kind> = {
  image: {
    says: (target) => `a picture is fetched from ${target} whenever the document is opened`,
    help: `${breakLink}, or delete it and insert it from a file`,
  },
  oleObject: { says: (target) => `an object or chart takes its data from ${target}`, help: breakLink },
  subDocument: {
    says: (target) => `a part of the text is in another document, ${target}`,
    help: 'in Word, choose View, Outline, Show Document, and Unlink',
  },
  mailMergeSource: {
    says: (target) => `it is a mail merge with the data in ${target}`,
    help: 'in Word, choose Mailings, Start Mail Merge, Normal Word Document',
  },
};

const other: Kind = {
  says: (target) => `it takes something from ${target} whenever it is opened`,
  help: 'remove what is linked to that address, or insert it anew',
};

const detach =
  'in Word, choose File, Options, Add-ins, Manage: Templates, Go; clear the box under Document template, and choose OK';

/** A template in a folder of somebody's own computer: on any other, Word does not find it, and does without. */
const isLocal = (target: string) => /^(file:\/+)?[a-z]:/i.test(target) || !/[/\\:]/.test(target);

function attachedTemplate(where: Finding['where'], target: string): Finding {
  if (isLocal(target)) {
    const message = `it names the Word template that it was made with, ${target}, and readers of the paper can see that`;
    return warning('template/unreadable', where, message, detach);
  }
  const message = `it fetches another Word template, ${target}, whenever it is opened`;
  return error('template/unreadable', where, message, detach);
}

/** Where a relationship is used: at a picture, or in the file as a whole. */
function placeOf(file: string, tree: Tree | undefined, { id }: Relationship): Finding['where'] {
  const user = tree?.elements.find(({ attributes }) => Object.values(attributes).includes(id));
  return tree && user ? placeIn(tree, user) : { file };
}

/** What lies inside the file and does more than text does, by the last word of the relationship's type. */
const inside: Record<string, { severity: Finding['severity']; message: string; help: string }> = {
  aFChunk: {
    severity: 'error',
    message: 'a part of the text is another file inside this one, which only Word can read',
    help: 'in Word, open the template, save it as a Word document (.docx), and use that',
  },
  vbaProject: {
    severity: 'error',
    message: 'it has macros',
    help: 'in Word, save it as a Word document without macros (.docx)',
  },
  control: {
    severity: 'error',
    message: 'it has a control that runs a program (ActiveX)',
    help: 'in Word, delete the control',
  },
  oleObject: {
    severity: 'warning',
    message: 'a file is embedded here, and readers of each document can open it',
    help: 'in Word, delete it, or put a picture of it in its place',
  },
};

/** Everything that a template takes from outside, and what it carries along that is not text. */
export function findExternal(file: string, related: Related, trees: ReadonlyMap<string, Tree>): Finding[] {
  return [...related].flatMap(([part, relationships]) =>
    relationships.flatMap((relationship): Finding[] => {
      const { target, external } = relationship;
      const type = posix.basename(relationship.type);
      if (external ? type === 'hyperlink' : !Object.hasOwn(inside, type)) return [];
      const where = placeOf(file, trees.get(part), relationship);
      if (!external) return [{ code: 'template/unreadable', where, ...inside[type] } as Finding];
      if (type === 'attachedTemplate') return [attachedTemplate(where, target)];
      const { says, help } = kinds[type] ?? other;
      return [error('template/unreadable', where, says(target), help)];
    }),
  );
}
