/**
 * The schema of a company policy, as Chrome and Edge want it, out of the schema of settings. Theirs is an old dialect: one
 * type to each value, no conditions, nothing defined elsewhere. What is wrong beyond that, the extension itself says.
 * Pure: text of the one schema in, text of the other out.
 */

/** @param {string} source text of src/settings/schema.json */
export function managedSchemaOf(source) {
  const schema = JSON.parse(source);
  return `${JSON.stringify(part(schema, schema.$defs), null, 1)}\n`;
}

/**
 * @param {any} schema
 * @param {Record<string, any>} definitions
 * @returns {any}
 */
function part(schema, definitions) {
  const { $ref, ...own } = schema;
  if ($ref) return part({ ...definitions[$ref.replace('#/$defs/', '')], ...own }, definitions);
  // The first way to write it.
  if (schema.anyOf) return part({ ...schema.anyOf[0], ...own, anyOf: undefined }, definitions);
  const below = (/** @type {any} */ one) => part(one, definitions);
  const { title, description, properties, additionalProperties, items } = schema;
  // None is an empty text, or left out.
  const type = [schema.type].flat().find((/** @type {string} */ one) => one !== 'null');
  return {
    ...(title && { title }),
    ...(description && { description }),
    // An integer has 32 bits there, and ids of Zendesk's have more.
    type: type === 'integer' && !(schema.maximum < 2 ** 31) ? 'number' : type,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, below(one)])) }),
    ...(additionalProperties && { additionalProperties: below(additionalProperties) }),
    ...(items && { items: below(items) }),
  };
}
