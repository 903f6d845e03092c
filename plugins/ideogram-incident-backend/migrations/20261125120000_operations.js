/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('The ledger of remediation: one row for each operation');
    table.string('id', 36).primary();
    table.string('actor', 255).notNullable().comment('An entity reference');
    table.string('idempotency_key', 200).notNullable();
    table
      .string('request_hash', 64)
      .notNullable()
      .comment('Of what was asked for; a secret goes in as its fingerprint');
    table.string('entity_ref', 255).notNullable();
    table.string('target', 255).notNullable();
    table.string('action', 100).notNullable();
    table.string('status', 32).notNullable();
    table
      .string('active_target', 255)
      .nullable()
      .comment('The target while the operation may change it, else null');
    table
      .string('released_at', 24)
      .nullable()
      .comment('ISO 8601; since when it can change the target no more');
    table
      .string('holder', 36)
      .notNullable()
      .comment('The replica that works on it, or holds its secret');
    table
      .string('lease_until', 24)
      .notNullable()
      .comment('ISO 8601; after it, another replica may take over');
    table.integer('version').notNullable().comment('Grows with each change');
    table.string('created_at', 24).notNullable().comment('ISO 8601');
    table.text('document').notNullable().comment('JSON: all else');
    table.unique(['actor', 'idempotency_key']);
    // Nulls are not equal to each other: this is one operation at a time.
    table.unique(['active_target']);
    table.index(['entity_ref', 'target', 'created_at', 'id']);
    table.index(['target', 'released_at']);
    table.index(['status', 'lease_until']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operations');
};
