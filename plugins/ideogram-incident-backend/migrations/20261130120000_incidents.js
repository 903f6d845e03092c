/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('incident_counter', table => {
    table.comment('One row, locked by whoever opens an incident');
    table.integer('id').primary();
    table.integer('last_number').notNullable();
  });
  await knex('incident_counter').insert({ id: 1, last_number: 0 });

  await knex.schema.createTable('incidents', table => {
    table.comment('What is known of each incident now');
    table.string('id', 36).primary();
    table.integer('number').notNullable().unique().comment('17 of INC-17');
    table.string('target', 255).notNullable();
    table
      .string('active_target', 255)
      .nullable()
      .unique()
      .comment('The target while it is the one that alerts join, else null');
    table.string('title', 200).notNullable();
    table.text('summary').nullable();
    table.string('status', 16).notNullable();
    table.string('severity', 2).notNullable();
    table.string('error_class', 32).notNullable();
    table.string('opened_by', 255).notNullable();
    table.string('started_at', 24).notNullable().comment('ISO 8601');
    table.string('opened_at', 24).notNullable().comment('ISO 8601');
    table.string('acknowledged_at', 24).nullable().comment('ISO 8601');
    table.string('mitigated_at', 24).nullable().comment('ISO 8601');
    table.string('resolved_at', 24).nullable().comment('ISO 8601');
    table.string('respond_by', 24).notNullable().comment('ISO 8601');
    table
      .text('entity_refs')
      .notNullable()
      .comment('JSON: the components that named the target at opening');
    table.text('roles').notNullable().comment('JSON');
    table.boolean('drill').notNullable();
    table
      .integer('merged_into')
      .nullable()
      .comment('The number of the one that goes on in its place');
    table.integer('alerts_firing').notNullable().defaultTo(0);
    table.boolean('alerts_truncated').notNullable().defaultTo(false);
    table
      .integer('version')
      .notNullable()
      .comment('Grows with each change of what people change');
    table
      .integer('head_sequence')
      .notNullable()
      .comment('Of the last entry of its timeline');
    table.string('head_hash', 64).notNullable().comment('Likewise');
    table
      .string('idempotency_key', 200)
      .nullable()
      .comment('With which a person opened it');
    table.string('request_hash', 64).nullable();
    table.unique(['opened_by', 'idempotency_key']);
    table.index(['target', 'status']);
    table.index(['status', 'number']);
    table.index(['opened_at']);
  });

  await knex.schema.createTable('timeline_entries', table => {
    table.comment('What happened in each incident; rows are only ever added');
    table.string('id', 36).primary();
    table.string('incident_id', 36).notNullable().references('incidents.id');
    table.integer('sequence').notNullable().comment('From 1, without a gap');
    table
      .text('entry')
      .notNullable()
      .comment('Canonical JSON (RFC 8785) of all but the hash');
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the entry with incidentId, and so of all before it');
    table.string('actor', 255).nullable().comment('Of the idempotency key');
    table.string('idempotency_key', 200).nullable();
    table.string('request_hash', 64).nullable();
    table.unique(['incident_id', 'sequence']);
    table.unique(['incident_id', 'actor', 'idempotency_key']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('timeline_entries');
  await knex.schema.dropTable('incidents');
  await knex.schema.dropTable('incident_counter');
};
