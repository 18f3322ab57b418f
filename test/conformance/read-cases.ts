import { childOf, childrenOf, readXml, type XmlElement } from './read-xml.js';

/** A value as a case of the kit writes it. `type` is that of XML Schema, without prefix; null where none is told. */
export type Written =
  | { readonly kind: 'null' }
  | { readonly kind: 'value'; readonly type: string | null; readonly text: string }
  | { readonly kind: 'list'; readonly of: readonly Written[] }
  | { readonly kind: 'context'; readonly entries: ReadonlyMap<string, Written> };

export interface ExpectedResult {
  readonly name: string;
  readonly type: string;
  /** Of the model that the decision stands in; null: the model of the case. */
  readonly namespace: string | null;
  readonly value: Written;
}

export interface KitCase {
  readonly id: string;
  /** Name of the service or knowledge model that is called; null: decisions are asked. */
  readonly invocable: string | null;
  /** By name; where the case tells the namespace, by `namespace#name`. */
  readonly inputs: ReadonlyMap<string, Written>;
  readonly results: readonly ExpectedResult[];
}

export interface KitCases {
  readonly model: string;
  readonly cases: readonly KitCase[];
}

/** The cases of one file of the kit; null: the file holds none. */
export function readCases(xml: string): KitCases | null {
  const root = readXml(xml);
  if (root.name !== 'testCases') return null;
  return { model: childOf(root, 'modelName')?.text.trim() ?? '', cases: childrenOf(root, 'testCase').map(readCase) };
}

function readCase(element: XmlElement): KitCase {
  const { id = '', type = 'decision', invocableName } = element.attributes;
  return {
    id,
    invocable: type === 'decision' ? null : (invocableName ?? null),
    inputs: new Map(childrenOf(element, 'inputNode').map((node) => [inputKey(node), written(node)])),
    results: childrenOf(element, 'resultNode').map((node) => ({
      name: node.attributes.name ?? '',
      type: node.attributes.type ?? 'decision',
      namespace: node.attributes.namespace ?? null,
      value: written(childOf(node, 'expected')),
    })),
  };
}

function inputKey({ attributes: { name = '', namespace } }: XmlElement): string {
  return namespace === undefined ? name : `${namespace}#${name}`;
}

function written(element: XmlElement | undefined): Written {
  if (!element || element.attributes.nil === 'true') return { kind: 'null' };
  const components = childrenOf(element, 'component');
  if (components.length > 0)
    return { kind: 'context', entries: new Map(components.map((one) => [one.attributes.name ?? '', written(one)])) };
  const list = childOf(element, 'list');
  if (list) {
    if (list.attributes.nil === 'true') return { kind: 'null' };
    return { kind: 'list', of: childrenOf(list, 'item').map(written) };
  }
  const value = childOf(element, 'value');
  if (!value || value.attributes.nil === 'true') return { kind: 'null' };
  return { kind: 'value', type: value.attributes.type?.replace(/^.*:/, '') ?? null, text: value.text };
}
