CREATE DATABASE {database:Identifier} ENGINE = Atomic
