CREATE DATABASE {{database}} ENGINE = Atomic
