import { Parser } from 'saxen';

/** An XML element; names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

export function readXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const top = (): XmlElement => open.at(-1) ?? root;
  const parser = new Parser();
  parser.on('openTag', (name, attributes, decode) => {
    const read = Object.entries(attributes()).map(([key, value]) => [plain(key), decode(value)]);
    const element = { name: plain(name), attributes: Object.fromEntries(read), children: [], text: '' };
    top().children.push(element);
    open.push(element);
  });
  parser.on('closeTag', () => void open.pop());
  parser.on('text', (text, decode) => void (top().text += decode(text)));
  parser.on('cdata', (text) => void (top().text += text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.parse(xml);
  return root.children[0] ?? root;
}

const plain = (name: string): string => name.replace(/^.*:/, '');
export const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);
export const childOf = (element: XmlElement, name: string): XmlElement | undefined => childrenOf(element, name)[0];
